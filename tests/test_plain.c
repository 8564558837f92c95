/* Plain text: what markup stands for, what only looks like markup, and the way back to the source. */
#include "support.h"

#include "base/mem.h"
#include "base/plain.h"
#include "base/text.h"

#include <stdlib.h>

static void expect(const char *source, const char *want)
{
    sg_plain plain = {0};
    assert_int_equal(sg_plain_read(&plain, sg_text_of(source)), 0);
    if (!sg_text_is(plain.text, want))
        fail_msg("\"%s\" reads \"%.*s\", expected \"%s\"", source, (int)plain.text.len, plain.text.at, want);
    sg_plain_release(&plain);
}

/* The text is handed on, not copied. */
static void expect_untouched(const char *source)
{
    sg_plain plain = {0};
    sg_text text = sg_text_of(source);
    assert_int_equal(sg_plain_read(&plain, text), 0);
    if (plain.text.at != text.at || plain.text.len != text.len)
        fail_msg("\"%s\" became \"%.*s\"", source, (int)plain.text.len, plain.text.at);
    assert_int_equal(plain.n_runs, 0);
    sg_plain_release(&plain);
}

static void what_is_no_markup_passes(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "plain words, C++ and C#",
                                        "a < b and b > c, i<3 and 5<6",
                                        "vector<string>, Map<String, List<A>>, Foo<T>, Either<A>",
                                        "R&D, AT&T; a&b; &; &#; &#x; &nosuch; &amp without an end",
                                        "C:\\new\\table and \\\\server\\names",
                                        "C:\\new D:\\notes",
                                        "x<b and c>d",
                                        "5 * 3 * 2, *nix and ** alone",
                                        "http://a.b/c?d=*&e=*&f",
                                        "array[i](x) and [1] and [text] (aside)",
                                        "snake_case and __init__",
                                        "<unknown> </unknown> <3 <> </> <!DOCTYPE",
                                        "<a href=\"never closed",
                                        "<!-- never closed",
                                        "&#xD800; &#0; &#99999999; &#1114112;"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) expect_untouched(texts[i]);
}

static void html(void **state)
{
    (void)state;
    expect("C&#43;&#43; &amp; C&#x23;, R&amp;D&nbsp;lab &ndash; caf&eacute;", "C++ & C#, R&D lab – café");
    expect("Java<b>Script</b>, <strong class=\"x\">Go</strong>", "JavaScript, Go");
    expect("<p>Requirements:</p>\n<ul>\n  <li>Go</li>\n  <li><p>Rust</p></li>\n</ul><p>Apply</p>",
           "Requirements:\n\nGo\nRust\n\nApply\n\n");
    expect("One<br>two<br/>three<BR />four", "One\ntwo\nthree\nfour");
    expect("<h2>About</h2>Us", "# About\n\nUs");
    expect("Us<h2 id=a>About</h2>", "Us\n\n# About\n\n");
    expect("a<script>var x = '<li>';</script>b<style>p{}</STYLE >c<!-- <li> -->d", "abcd");
    expect("<tr><td>Go</td><td>5</td></tr>", "\tGo\t5\n");
    expect("<a href='http://a.b/c?d=1&amp;e=<'>x</a>", "<a href='http://a.b/c?d=1&e=<'>x");
    expect("Java<b>Script</b>, List<B>, <B>x</B>", "JavaScript, List<B>, x");
}

static void escaped_html(void **state)
{
    (void)state;
    expect("&lt;ul&gt;&lt;li class=&quot;a&quot;&gt;Go&lt;/li&gt;&lt;/ul&gt;", "Go\n");
    expect("&amp;lt;li&amp;gt;C&amp;amp;C&amp;lt;/li&amp;gt;", "C&C\n");
    expect("vector&lt;string&gt; &amp;amp;amp;", "vector<string> &");
    expect("&lt;!-- x --&gt;y", "y");
}

static void markdown(void **state)
{
    (void)state;
    expect("C\\+\\+, C\\#, scikit\\-learn, R\\&D, R\\&amp;D", "C++, C#, scikit-learn, R&D, R&D");
    expect("C\\\\+\\\\+ and front\\\\\\\\-end", "C++ and front-end");
    expect("**Go** and *Rust*, ***C***", "Go and Rust, C");
    expect("**Requirements:**\n* Go\n* Rust", "# Requirements:\n* Go\n* Rust");
    expect("**Stack:** Go", "Stack: Go");
    expect("[Go](https://go.dev) and ![x](/y.png) [\\[a\\]](#b)", "Go and !x [a]");
    expect("\\<li\\> 1\\. x\\", "<li> 1. x\\");
    expect("**never closed\nnext** line", "**never closed\nnext** line");
}

static void written_line_ends(void **state)
{
    (void)state;
    expect("Skills:\\nPython\\nGo\\r\\nrust\\tzig", "Skills:\nPython\nGo\nrust\tzig");
    expect("\\\\n\\\\n* Go\\\\n C:\\new", "\n\n* Go\n C:\\new");
    expect("\\u2022 Go \\u00a0\\ud83d \\u12", "• Go  \\ud83d \\u12");
    expect_untouched("a real line end\nleaves \\n as it is");
    expect_untouched("in dir\\new and dir\\notes");
}

static void bytes_pass(void **state)
{
    (void)state;
    static const char source[] = "\xff\0<b>\xc3\0</b>\x80\\+", want[] = "\xff\0\xc3\0\x80+";
    sg_plain plain = {0};
    assert_int_equal(sg_plain_read(&plain, (sg_text){source, sizeof source - 1}), 0);
    assert_int_equal(plain.text.len, sizeof want - 1);
    assert_memory_equal(plain.text.at, want, sizeof want - 1);
    sg_plain_release(&plain);
}

/* Where the word of the plain text is in the source. */
static void expect_range(const char *source, const char *word, const char *want)
{
    sg_plain plain = {0};
    size_t from, to;
    assert_int_equal(sg_plain_read(&plain, sg_text_of(source)), 0);
    const char *at = memmem(plain.text.at, plain.text.len, word, strlen(word));
    assert_non_null(at);
    size_t start = (size_t)(at - plain.text.at);
    sg_plain_range(&plain, start, start + strlen(word), &from, &to);
    if (!sg_text_is((sg_text){source + from, to - from}, want))
        fail_msg("%s of \"%s\" is \"%.*s\", expected \"%s\"", word, source, (int)(to - from), source + from, want);
    sg_plain_release(&plain);
}

static void ranges_are_of_the_source(void **state)
{
    (void)state;
    expect_range("we use C\\+\\+ here", "C++", "C\\+\\+");
    expect_range("we use C\\\\+\\\\+", "C++", "C\\\\+\\\\+");
    expect_range("<li>Go</li><li>Rust</li>", "Go", "Go");
    expect_range("<li>Go</li><li>Rust</li>", "Rust", "Rust");
    expect_range("R&amp;D <b>Java</b>Script", "JavaScript", "Java</b>Script");
    expect_range("R&amp;D x", "R&D", "R&amp;D");
    expect_range("C&#35;", "C#", "C&#35;");
    expect_range("plain Go", "Go", "Go");
    expect_range("caf&eacute;!", "caf\xc3\xa9", "caf&eacute;");
}

static void memory_ends(void **state)
{
    (void)state;
    static const char source[] = "a &amp; b <li>c \\+ d";
    for (size_t at = 1;; at++) {
        sg_plain plain = {0};
        sg_alloc_fail_at(at, 0);
        int status = sg_plain_read(&plain, sg_text_of(source));
        bool failed = sg_alloc_count() >= at;
        sg_alloc_fail_at(0, 0);
        sg_plain_release(&plain);
        assert_int_equal(status, failed ? -1 : 0);
        if (!failed) break;
    }
}

/* Each begins what never ends, over and over: what is not found is not searched again. Without that, these take
 * hours. */
static void long_texts_are_read_once(void **state)
{
    (void)state;
    static const char *const parts[] = {"<a b=\"", "<!--", "&lt;!--", "<script>", "*a ",   "**a ",
                                        "[a](",    "[",    "[a](b",   "\\",       "&amp;", "&",
                                        "\\n",     "<a ",  "&#x",     "<li>",     "a*a**", "<a b= "};
    enum { SIZE = 4 << 20 };
    char *source = malloc(SIZE);
    assert_non_null(source);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        sg_plain plain = {0};
        size_t len = strlen(parts[i]);
        for (size_t at = 0; at < SIZE; at++) source[at] = parts[i][at % len];
        assert_int_equal(sg_plain_read(&plain, (sg_text){source, SIZE}), 0);
        assert_true(plain.text.len <= SIZE);
        sg_plain_release(&plain);
    }
    free(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_markup_passes),
        cmocka_unit_test(html),
        cmocka_unit_test(escaped_html),
        cmocka_unit_test(markdown),
        cmocka_unit_test(written_line_ends),
        cmocka_unit_test(bytes_pass),
        cmocka_unit_test(ranges_are_of_the_source),
        cmocka_unit_test(memory_ends),
        cmocka_unit_test(long_texts_are_read_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
