/* skillgap completion SHELL: the script that lets a shell ask `skillgap complete` what may stand next. */
#include "cli/commands.h"

#include <string.h>

static const char bash[] = "# bash: eval \"$(skillgap completion bash)\", or put this into "
                           "~/.local/share/bash-completion/completions/skillgap\n"
                           "_skillgap() {\n"
                           "    local cur=${COMP_WORDS[COMP_CWORD]} program=${COMP_WORDS[0]/#\\~/$HOME} line paths\n"
                           "    [[ $cur == = ]] && cur=\n"
                           "    COMPREPLY=()\n"
                           "    while IFS= read -r line; do\n"
                           "        case $line in\n"
                           "            :files) compopt -o filenames; mapfile -t paths < <(compgen -f -- \"$cur\"); "
                           "COMPREPLY+=(\"${paths[@]}\") ;;\n"
                           "            :folders) compopt -o filenames; mapfile -t paths < <(compgen -d -- \"$cur\"); "
                           "COMPREPLY+=(\"${paths[@]}\") ;;\n"
                           "            *) COMPREPLY+=(\"${line%%$'\\t'*}\") ;;\n"
                           "        esac\n"
                           "    done < <(\"$program\" complete -- \"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null)\n"
                           "}\n"
                           "complete -F _skillgap skillgap\n";

static const char zsh[] =
    "#compdef skillgap\n"
    "# zsh: skillgap completion zsh > a folder of $fpath/_skillgap\n"
    "_skillgap() {\n"
    "    local line word\n"
    "    local -a found\n"
    "    for line in \"${(@f)$(\"${(Q)words[1]/#\\~/$HOME}\" complete -- \"${(@Q)words[2,CURRENT]}\" 2>/dev/null)}\"; "
    "do\n"
    "        word=${line%%$'\\t'*}\n"
    "        case $line in\n"
    "            '') ;;\n"
    "            :files) _files ;;\n"
    "            :folders) _files -/ ;;\n"
    "            *) found+=(\"${word//:/\\\\:}:${line#*$'\\t'}\") ;;\n"
    "        esac\n"
    "    done\n"
    "    (( $#found )) && _describe -o skillgap found\n"
    "}\n"
    "if [ \"$funcstack[1]\" = _skillgap ]; then _skillgap \"$@\"; else compdef _skillgap skillgap; fi\n";

static const char fish[] = "# fish: skillgap completion fish > ~/.config/fish/completions/skillgap.fish\n"
                           "function __skillgap_complete\n"
                           "    set -l words (commandline -opc) \"$(commandline -ct)\"\n"
                           "    for line in ($words[1] complete -- $words[2..-1] 2>/dev/null)\n"
                           "        switch $line\n"
                           "            case :files\n"
                           "                __fish_complete_path (commandline -ct)\n"
                           "            case :folders\n"
                           "                __fish_complete_directories (commandline -ct)\n"
                           "            case '*'\n"
                           "                printf '%s\\n' $line\n"
                           "        end\n"
                           "    end\n"
                           "end\n"
                           "complete -c skillgap -f -a '(__skillgap_complete)'\n";

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    static const struct {
        const char *shell, *script;
    } scripts[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    sg_status fixed = sg_cli_fixed(cli, "completion", "a script", false, err);
    if (fixed != SG_OK) return fixed;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (strcmp(args->words[0], scripts[i].shell) == 0)
            return sg_cli_write(cli, scripts[i].script, strlen(scripts[i].script), err);
    return sg_fail(err, SG_EUSAGE, "completion: expected bash, zsh or fish, found \"%s\"", args->words[0]);
}

const sg_command sg_cmd_completion = {
    .name = "completion",
    .words = "bash | zsh | fish",
    .summary = "the script that completes commands, options and names in bash, zsh or fish",
    .examples = "eval \"$(skillgap completion bash)\"\n"
                "skillgap completion zsh > ~/.zfunc/_skillgap\n"
                "skillgap completion fish > ~/.config/fish/completions/skillgap.fish",
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
