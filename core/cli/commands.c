#include "cli/commands.h"

/* One line each, in alphabetical order. */
/* clang-format off */
const sg_command *const sg_commands[] = {
    &sg_cmd_backtest,
    &sg_cmd_bands,
    &sg_cmd_complete,
    &sg_cmd_completion,
    &sg_cmd_data,
    &sg_cmd_decide,
    &sg_cmd_explain,
    &sg_cmd_extract,
    &sg_cmd_fetch,
    &sg_cmd_forecast,
    &sg_cmd_gap,
    &sg_cmd_import,
    &sg_cmd_manual,
    &sg_cmd_merge,
    &sg_cmd_outlook,
    &sg_cmd_plan,
    &sg_cmd_plugin,
    &sg_cmd_profile,
    &sg_cmd_report,
    &sg_cmd_skill,
};
/* clang-format on */
const size_t sg_n_commands = sizeof sg_commands / sizeof *sg_commands;
