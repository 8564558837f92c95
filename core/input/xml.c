#include "input/book.h"

#include "base/mem.h"

#include <string.h>

enum { PIECE = 64 * 1024, SILENT_MAX = 8 << 20 };

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *sg_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(local(attributes[0]), name) == 0) return attributes[1];
    return NULL;
}

static void on_open(void *self, const char *name, const char **attributes)
{
    sg_xml *xml = self;
    xml->marked = xml->fed;
    if (xml->status == SG_OK) xml->open(xml->self, local(name), attributes);
}

static void on_shut(void *self, const char *name)
{
    sg_xml *xml = self;
    xml->marked = xml->fed;
    if (xml->status == SG_OK) xml->shut(xml->self, local(name));
}

static void on_text(void *self, const char *at, int len)
{
    sg_xml *xml = self;
    xml->marked = xml->fed;
    if (xml->status == SG_OK && xml->text) xml->text(xml->self, at, (size_t)len);
}

/* Entities are defined there, which can grow without end; no workbook has one. */
static void on_doctype(void *self, const char *name, const char *system_id, const char *public_id, int internal)
{
    (void)name, (void)system_id, (void)public_id, (void)internal;
    sg_xml *xml = self;
    sg_fail(&xml->err, SG_EFAIL, "a document type declaration, which no workbook has");
    sg_xml_fail(xml, SG_EFAIL);
}

sg_status sg_xml_init(sg_xml *xml, const sg_stage *from, sg_error *err)
{
    static const XML_Memory_Handling_Suite memory = {sg_alloc, sg_realloc, sg_free};
    xml->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
    if (!xml->parser) return sg_fail(err, SG_EFAIL, "no memory to read a workbook");
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_open, on_shut);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    xml->from = *from;
    return SG_OK;
}

void sg_xml_pause(sg_xml *xml)
{
    XML_StopParser(xml->parser, XML_TRUE);
}

void sg_xml_fail(sg_xml *xml, sg_status status)
{
    if (xml->status != SG_OK) return;
    xml->status = status;
    XML_StopParser(xml->parser, XML_FALSE);
}

static sg_status feed(sg_xml *xml, enum XML_Status *result, sg_error *err)
{
    size_t got = 0;
    void *room = XML_GetBuffer(xml->parser, PIECE);
    if (!room) return sg_fail(err, SG_EFAIL, "no memory to read a workbook");
    sg_status status = sg_stage_read(&xml->from, room, PIECE, &got, err);
    if (status != SG_OK) return status;
    xml->fed += got;
    *result = XML_ParseBuffer(xml->parser, (int)got, got == 0);
    return SG_OK;
}

static sg_status parse_error(const sg_xml *xml, sg_error *err)
{
    enum XML_Error code = XML_GetErrorCode(xml->parser);
    if (code == XML_ERROR_NO_MEMORY) return sg_fail(err, SG_EFAIL, "no memory to read a workbook");
    return sg_fail(err, SG_EFAIL, "the workbook's part %s is cut or corrupt in line %llu: %s", xml->part,
                   (unsigned long long)XML_GetCurrentLineNumber(xml->parser), XML_ErrorString(code));
}

sg_status sg_xml_step(sg_xml *xml, sg_error *err)
{
    enum XML_Status result = XML_STATUS_OK;
    if (xml->over) return SG_OK;
    sg_status status = SG_OK;
    if (xml->paused)
        result = XML_ResumeParser(xml->parser);
    else
        status = feed(xml, &result, err);
    if (status != SG_OK) return status;
    xml->paused = result == XML_STATUS_SUSPENDED;
    if (xml->status != SG_OK) return sg_fail(err, xml->status, "the workbook's part %s: %s", xml->part, xml->err.text);
    if (result == XML_STATUS_ERROR) return parse_error(xml, err);
    XML_ParsingStatus now;
    XML_GetParsingStatus(xml->parser, &now);
    xml->over = now.parsing == XML_FINISHED;
    if (xml->fed - xml->marked > SILENT_MAX)
        return sg_fail(err, SG_EFAIL, "the workbook's part %s: one tag or comment of over %d MB", xml->part,
                       SILENT_MAX >> 20);
    return SG_OK;
}

void sg_xml_release(sg_xml *xml)
{
    if (xml->parser) XML_ParserFree(xml->parser);
    xml->parser = NULL;
    sg_stage_close(&xml->from);
}
