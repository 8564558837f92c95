/* The commands, one object a file cmd_NAME.c. One line each, in alphabetical order. */
#ifndef SG_CLI_COMMANDS_H
#define SG_CLI_COMMANDS_H

#include "cli/cli.h"

extern const sg_command sg_cmd_backtest;
extern const sg_command sg_cmd_bands;
extern const sg_command sg_cmd_complete;
extern const sg_command sg_cmd_completion;
extern const sg_command sg_cmd_data;
extern const sg_command sg_cmd_decide;
extern const sg_command sg_cmd_explain;
extern const sg_command sg_cmd_extract;
extern const sg_command sg_cmd_fetch;
extern const sg_command sg_cmd_forecast;
extern const sg_command sg_cmd_gap;
extern const sg_command sg_cmd_import;
extern const sg_command sg_cmd_manual;
extern const sg_command sg_cmd_merge;
extern const sg_command sg_cmd_outlook;
extern const sg_command sg_cmd_plan;
extern const sg_command sg_cmd_plugin;
extern const sg_command sg_cmd_profile;
extern const sg_command sg_cmd_report;
extern const sg_command sg_cmd_skill;

#endif
