#include "cli/role.h"

#include "taxonomy/role.h"

sg_status sg_cli_level(const char *text, int *out, sg_error *err)
{
    int level = text ? sg_level_of(sg_text_of(text)) : -1;
    if (text && level < 0)
        return sg_fail(err, SG_EUSAGE,
                       "--level: expected intern, junior, mid, senior, lead, staff, principal, manager, director or "
                       "executive, found \"%s\"",
                       text);
    if (text) *out = level;
    return SG_OK;
}

sg_status sg_cli_role(const sg_cli *cli, const sg_taxonomy *t, const char *role_text, const char *level_text,
                      uint32_t *role, int *level, sg_error *err)
{
    sg_title_reading read = {SG_ID_NONE, -1};
    int given = -1;
    char name[200];
    sg_status status = role_text ? sg_role_read(t, sg_text_of(role_text), &read, err) : SG_OK;
    if (status != SG_OK) return sg_fail_in(err, status, "--role");
    status = sg_cli_level(level_text, &given, err);
    if (status != SG_OK) return status;
    if (role_text) *role = read.role;
    if (read.level >= 0 && given >= 0 && given != read.level)
        sg_cli_say(cli, "--role \"%s\" is read as %s; --level %s stands.", role_text,
                   sg_role_name(t, read.role, -1, name, sizeof name), level_text);
    else if (read.level >= 0)
        sg_cli_say(cli, "--role \"%s\" is read as %s, level %s.", role_text,
                   sg_role_name(t, read.role, -1, name, sizeof name), sg_level_ids[read.level]);
    if (given >= 0 || read.level >= 0) *level = given >= 0 ? given : read.level;
    return SG_OK;
}

sg_status sg_cli_goal(const sg_cli *cli, const sg_loaded *loaded, const char *role, const char *level,
                      const char *region, sg_goal *out, sg_error *err)
{
    const sg_taxonomy *t = &loaded->taxonomy;
    sg_goal goal = {SG_ID_NONE, -1, SG_ID_NONE};
    if (loaded->loaded & SG_LOAD_PROFILE) {
        sg_position aim = sg_profile_aim(&loaded->profile);
        goal = (sg_goal){aim.role, aim.level, aim.region};
    }
    sg_status status = sg_cli_role(cli, t, role, level, &goal.role, &goal.level, err);
    if (status != SG_OK) return status;
    status = region ? sg_taxonomy_region(t, sg_text_of(region), &goal.region, err) : SG_OK;
    if (status != SG_OK) return sg_fail_in(err, status, "--region");
    if (goal.role == SG_ID_NONE)
        return sg_fail(err, SG_EUSAGE, "which role? Give --role ROLE, or make a profile: skillgap profile new");
    *out = goal;
    return SG_OK;
}
