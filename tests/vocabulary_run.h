/* What a taxonomy plugin emits, as text: for the tests of those that translate a vocabulary of another's making. */
#ifndef SG_TESTS_VOCABULARY_RUN_H
#define SG_TESTS_VOCABULARY_RUN_H

#include "plugin_run.h"

static inline void describe_vocabulary(uint32_t type, const void *record, sg_buf *out)
{
    const sg_skill *s = record;
    const sg_form *f = record;
    const sg_role *r = record;
    const sg_title *t = record;
    const sg_requirement *n = record;
    switch (type) {
    case SG_RECORD_SKILL:
        sg_buf_str(out, "skill");
        put_text(out, "id", s->id);
        put_text(out, "name", s->name);
        put_text(out, "kind", s->kind);
        put_text(out, "esco", s->esco);
        break;
    case SG_RECORD_FORM:
        sg_buf_str(out, "form");
        put_text(out, "of", f->skill);
        put_text(out, "text", f->text);
        assert_true(sg_text_is(f->match, "any") && !f->rule.len);
        break;
    case SG_RECORD_ROLE:
        sg_buf_str(out, "role");
        put_text(out, "id", r->id);
        put_text(out, "name", r->name);
        put_text(out, "esco", r->esco);
        put_text(out, "isco", r->isco);
        put_text(out, "onet", r->onet);
        break;
    case SG_RECORD_TITLE:
        sg_buf_str(out, "title");
        put_text(out, "of", t->role);
        put_text(out, "text", t->text);
        break;
    default:
        assert_int_equal(type, SG_RECORD_REQUIREMENT);
        sg_buf_str(out, "need");
        put_text(out, "role", n->role);
        put_text(out, "skill", n->skill);
        put_number(out, "importance", n->importance);
        put_number(out, "level", n->level);
    }
}

static inline int probe_of(const char *id, const char *head)
{
    return plugin_load(id)->probe(head, strlen(head), "x");
}

#endif
