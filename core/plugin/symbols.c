#include "plugin/symbols.h"

#include <link.h>
#include <stdint.h>
#include <string.h>

/* A part of the file, or NULL when it does not lie within it. */
static const void *part(const char *bytes, size_t len, uint64_t offset, uint64_t size)
{
    return offset <= len && size <= len - offset && offset % sizeof(uint64_t) == 0 ? bytes + offset : NULL;
}

static const char *name_at(const char *names, uint64_t size, uint64_t at)
{
    return at < size && memchr(names + at, '\0', size - at) ? names + at : NULL;
}

static sg_status table_read(const char *bytes, size_t len, const ElfW(Shdr) * table, const ElfW(Shdr) * texts,
                            sg_symbol_fn each, void *self, sg_error *err)
{
    const ElfW(Sym) *symbols = part(bytes, len, table->sh_offset, table->sh_size);
    bool inside = texts->sh_offset <= len && texts->sh_size <= len - texts->sh_offset;
    if (!symbols || !inside) return sg_fail(err, SG_EPLUGIN, "its table of symbols does not lie within the file");
    const char *names = bytes + texts->sh_offset;
    for (size_t i = 1; i < table->sh_size / sizeof *symbols; i++) {
        const char *name = name_at(names, texts->sh_size, symbols[i].st_name);
        if (!name) return sg_fail(err, SG_EPLUGIN, "a symbol's name does not lie within the file");
        unsigned hidden = symbols[i].st_other & 3u;
        if (hidden == STV_HIDDEN || hidden == STV_INTERNAL) continue;
        if (ELF64_ST_BIND(symbols[i].st_info) == STB_LOCAL) continue;
        if (strncmp(name, "__odr_asan.", 11) == 0) continue; /* the address sanitizer's mark of a public object */
        each(self, name, symbols[i].st_shndx != SHN_UNDEF);
    }
    return SG_OK;
}

static bool is_ours(const ElfW(Ehdr) * head)
{
    const ElfW(Half) machine =
#if defined(__x86_64__)
        EM_X86_64;
#elif defined(__aarch64__)
        EM_AARCH64;
#else
        head->e_machine;
#endif
    return memcmp(head->e_ident, ELFMAG, SELFMAG) == 0 &&
           head->e_ident[EI_CLASS] == (sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32) && head->e_type == ET_DYN &&
           head->e_machine == machine && head->e_shentsize == sizeof(ElfW(Shdr));
}

sg_status sg_symbols_read(const char *bytes, size_t len, sg_symbol_fn each, void *self, sg_error *err)
{
    const ElfW(Ehdr) *head = part(bytes, len, 0, sizeof *head);
    if (!head || !is_ours(head)) return sg_fail(err, SG_EPLUGIN, "it is no shared object (ELF) of this machine");
    const ElfW(Shdr) *sections = part(bytes, len, head->e_shoff, (uint64_t)head->e_shnum * sizeof *sections);
    if (!sections) return sg_fail(err, SG_EPLUGIN, "its sections do not lie within the file");
    for (size_t i = 0; i < head->e_shnum; i++)
        if (sections[i].sh_type == SHT_DYNSYM && sections[i].sh_link < head->e_shnum)
            return table_read(bytes, len, &sections[i], &sections[sections[i].sh_link], each, self, err);
    return sg_fail(err, SG_EPLUGIN, "it has no table of symbols");
}
