#!/bin/sh
# The checker of the taxonomy's tables names each defect. A small taxonomy without one is made; each case puts one in.
cd "$(dirname "$0")/.." || exit 1
checker=datasets/make/check_taxonomy.py
command -v python3 >/dev/null || { echo "skip test_check_taxonomy: no python3" && exit 0; }
[ -f "$checker" ] || { echo "skip test_check_taxonomy: no $checker" && exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

sound() {
    rm -rf "$work/taxonomy" && mkdir "$work/taxonomy" && cd "$work/taxonomy" || exit 1
    cat >skills.csv <<-'END'
		id,name,kind,family,esco,since,source
		go,Go,language,languages,,2009,linguist
		rust,Rust,language,languages,b633eb55-8f1f-4ae6-ab4c-2022ffe2cb7f,2012,linguist
		cargo,Cargo,tool,tools,,2014,skillgap
		gopls,gopls,tool,tools,,2018,skillgap
		delve,Delve,tool,tools,,2014,skillgap
	END
    cat >forms.csv <<-'END'
		skill,text,match,rule,source
		go,Go,exact,tech,linguist
		go,golang,any,,linguist
		rust,Rust,exact,tech,linguist
		cargo,Rust Cargo,any,,skillgap
		gopls,gopls,any,,skillgap
		delve,debugger,any,,skillgap
	END
    cat >rules.csv <<-'END'
		id,effect,test,words,span
		tech,need,list,,0
		tech,need,skill,languages|cargo,6
		tech,need,near,written in|develop*|{number} years,4
		tech,veto,next,to market,0
		tech,veto,prev,ready to,0
		tech,veto,doc,card game,0
	END
    cat >relations.csv <<-'END'
		from,type,to,source
		cargo,implies,rust,skillgap
		cargo,related,gopls,skillgap
	END
    cat >roles.csv <<-'END'
		id,name,family,esco,isco,onet,source
		tester,Tester,quality,2519.4,2519,15-1253.00,ESCO 1.2.0
	END
    printf 'role,text,source\ntester,test engineer,O*NET\n' >titles.csv
    printf 'role,skill,source,importance,level,any_of\ntester,go,by hand,4.00,3.10,\n' >requirements.csv
    printf 'level,text\nsenior,sr\n' >levels.csv
    printf 'id,name,parent,kind,code,currency\nDE,Germany,,country,DE,EUR\nDE/berlin,Berlin,DE,metro,,\n' >regions.csv
    printf 'text,region,match\nberlin,DE/berlin,any\n' >places.csv
    printf 'id,where,text,span,source\ndesired,after,a plus,4,skillgap\n' >cues.csv
    printf '# a comment\ndebug # with its inflections\n' >plain_words.txt
    cd "$OLDPWD" || exit 1
}

# finds TABLE EDIT DEFECT: the edit, a sed script or else a row to append, makes this one defect, told with its place.
finds() {
    sound
    case "$2" in
    s/* | [1-9]*[sd]*) sed -i "$2" "$work/taxonomy/$1" ;;
    *) printf '%s\n' "$2" >>"$work/taxonomy/$1" ;;
    esac
    said=$(python3 "$checker" "$work")
    code=$?
    if [ $code -eq 5 ] && echo "$said" | grep -qF -- "$3" && echo "$said" | grep -q ': 1 defects$'; then
        echo "ok $3"
    else
        failed=1 && printf 'not ok %s: exit %s, expected exit 5 and this alone:\n%s\n' "$3" $code "$said"
    fi
}

sound
said=$(python3 "$checker" "$work")
if [ $? -eq 0 ] && [ "$said" = "5 skills, 0 attributes, 6 forms, 1 rules, 2 relations, 1 roles: no defect" ]; then
    echo "ok a sound taxonomy has no defect"
else
    failed=1 && echo "not ok a sound taxonomy: $said"
fi

finds places.csv '1s/match/case/' 'places.csv:1: header is text,region,case, expected text,region,match'
finds places.csv 'mitte,DE/berlin' 'places.csv:3: 2 fields, expected 3'
finds places.csv '2s/berlin/berlin /' 'places.csv:2: white space'
finds places.csv '2s/$/\r/' 'places.csv:1: lines end with CR LF'

finds skills.csv 's/gopls,gopls,tool/gopls,gopls,gadget/' 'skills.csv:5: kind "gadget" of gopls'
finds skills.csv 'go,Golang,language,languages,,2009,skillgap' 'skills.csv:7: id "go" is there twice'
finds skills.csv 's/^gopls,gopls,/gopls,cargo,/' 'skills.csv:5: gopls has the name of cargo'
finds skills.csv 's/Delve,tool/Delve,attribute/' 'skills.csv:6: delve: kind attribute goes with family attributes'
finds skills.csv 's/Delve,tool/Delve,soft/' 'skills.csv:6: delve: kind soft goes with a family soft-'
finds skills.csv 's/Delve,tool,tools/Delve,tool,debuggers/' 'skills.csv:6: family debuggers is of delve alone'
finds skills.csv 's/2018,skillgap/2018,/' 'skills.csv:5: gopls: name, family and a known source are needed'
finds skills.csv 's/2018/18/' 'skills.csv:5: gopls: since "18", expected a year or 0'
finds skills.csv 's/tools,,2018/tools,S1.2,2018/' 'skills.csv:5: gopls: esco "S1.2" is not the last part'
finds skills.csv 's/tools,,2018/tools,b633eb55-8f1f-4ae6-ab4c-2022ffe2cb7f,2018/' 'skills.csv:5: gopls: the ESCO concept of rust'

finds forms.csv 'gopls,Rust Cargo,any,,skillgap' 'forms.csv:8: form "Rust Cargo" is that of cargo on line 5, and no rule'
finds forms.csv 'gopls,Rust,exact,tech,skillgap' 'forms.csv:8: form "Rust" is that of rust on line 4, and no rule'
finds forms.csv 'go,GoLang,exact,,skillgap' 'forms.csv:8: form "GoLang" is dead: line 3 takes it'
finds forms.csv 'gopls,letters,any,,skillgap' 'forms.csv:8: form "letters" of gopls is a common English word'
finds forms.csv 'gopls,Planning,exact,,skillgap' 'forms.csv:8: form "Planning" of gopls is a common English word'
finds forms.csv 'gopls,G,any,,skillgap' 'forms.csv:8: form "G" is one character and has no rule'
finds forms.csv 'vim,vim,any,,skillgap' 'forms.csv:8: form "vim" of unknown skill vim'
finds forms.csv 'gopls,vim,any,editor,skillgap' 'forms.csv:8: form "vim": unknown rule editor'
finds forms.csv 'gopls,vim,some,,skillgap' 'forms.csv:8: form "vim": match some, source skillgap'
finds forms.csv 'gopls,vim,any,,' 'forms.csv:8: form "vim": match any, source '
finds forms.csv '5d' 'forms.csv:0: skill cargo has no form'
finds plain_words.txt 'window' 'plain_words.txt:0: "window" is no form without a rule'

finds cues.csv 'break,heading,but,0,skillgap' 'cues.csv:3: cue break: where "heading"'
finds cues.csv 'desired,near,nice,0,skillgap' 'cues.csv:3: cue desired: where "near"'
finds cues.csv 'required,before,must know,13,skillgap' 'cues.csv:3: cue required: span 13'
finds cues.csv 'legal,within,privacy,1,skillgap' 'cues.csv:3: cue legal: span 1'
finds cues.csv 'required,after,a plus,4,skillgap' 'cues.csv:3: cue required: "a plus" is on line 2'
finds cues.csv 'required,before,Must know,4,skillgap' 'cues.csv:3: cue required: phrases are lower case and begin with a word: "Must know"'
finds cues.csv 'required,before,(must,4,skillgap' 'cues.csv:3: cue required: phrases are lower case and begin with a word: "(must"'
finds cues.csv 'required,before,must know,4,nobody' 'cues.csv:3: cue required: source nobody'
finds rules.csv 'spare,need,list,,0' 'rules.csv:8: no form uses rule spare'
finds rules.csv 'tech,maybe,list,,0' 'rules.csv:8: rule tech: effect maybe, test list'
finds rules.csv 'tech,need,after,vim,0' 'rules.csv:8: rule tech: effect need, test after'
finds rules.csv 'tech,veto,next,,0' 'rules.csv:8: rule tech: test next without words'
finds rules.csv 'tech,veto,next,vim||vi,0' 'rules.csv:8: rule tech: words are lower case, none empty: ""'
finds rules.csv 'tech,veto,next,Vim,0' 'rules.csv:8: rule tech: words are lower case, none empty: "Vim"'
finds rules.csv 'tech,veto,next,{day} vim,0' 'rules.csv:8: rule tech: "{day} vim": expected word*'
finds rules.csv 'tech,veto,doc,vim*,0' 'rules.csv:8: rule tech: "vim*": expected word*'
finds rules.csv 'tech,veto,next,vim|vim,0' 'rules.csv:8: rule tech: a word is there twice'
finds rules.csv 'tech,veto,next,vim|vim mode,0' 'rules.csv:8: rule tech: "vim mode" is dead beside "vim"'
finds rules.csv 'tech,veto,prev,use vim|vim,0' 'rules.csv:8: rule tech: "use vim" is dead beside "vim"'
finds rules.csv 'tech,veto,near,3 keys|{number} keys,4' 'rules.csv:8: rule tech: "3 keys" is dead beside "{number} keys"'
finds rules.csv 'tech,veto,next,edit*|editor,0' 'rules.csv:8: rule tech: "editor" is dead beside "edit*"'
finds rules.csv 'tech,veto,doc,vim|use vim daily,0' 'rules.csv:8: rule tech: "use vim daily" is dead beside "vim"'
finds rules.csv 'tech,need,near,written in,4' 'rules.csv:8: rule tech: need near "written in" is on line 4'
finds rules.csv 'tech,need,list,editors,0' 'rules.csv:8: rule tech: no family or skill "editors"'
finds rules.csv 'tech,veto,near,vim,0' 'rules.csv:8: rule tech: span 0'
finds rules.csv 'tech,veto,near,vim,101' 'rules.csv:8: rule tech: span 101'
finds rules.csv 'tech,veto,next,vim,2' 'rules.csv:8: rule tech: span 2'
finds rules.csv '2s/.*/tech,veto,start,,0/; 3,7d' 'rules.csv:2: rule tech decides nothing'

finds relations.csv 'rust,implies,cargo,skillgap' 'relations.csv:0: implies runs in a circle: cargo > rust > cargo'
finds relations.csv 's/.*implies.*/cargo,part-of,rust,skillgap\nrust,part-of,cargo,skillgap/' 'part-of runs in a circle'
finds relations.csv 'cargo,replaces,go,skillgap
go,replaces,rust,skillgap
rust,replaces,cargo,skillgap' 'replaces runs in a circle: cargo > go > rust > cargo'
finds relations.csv 'cargo,implies,vim,skillgap' 'relations.csv:4: unknown skill vim'
finds relations.csv 'gopls,related,cargo,skillgap' 'relations.csv:4: gopls related cargo says nothing new'
finds relations.csv 'rust,related,cargo,skillgap' 'relations.csv:2: rust and cargo are related already'
finds relations.csv 'go,needs,rust,skillgap' 'relations.csv:4: go: type "needs"'
finds relations.csv 'go,related,rust,' 'relations.csv:4: go: type "related", source ""'

finds titles.csv '2d' 'roles.csv:2: role tester has no title'
finds requirements.csv '2d' 'roles.csv:2: role tester has no requirement'
finds titles.csv 'baker,baker,O*NET' 'titles.csv:3: title "baker": a known role and a source are needed, found baker'
finds titles.csv 'tester,qa,' 'titles.csv:3: title "qa": a known role and a source are needed'
finds titles.csv 'tester,Test engineer,O*NET' 'titles.csv:3: title "test engineer" is that of tester'
finds requirements.csv 'tester,vim,by hand,4.00,3.10,' 'requirements.csv:3: tester requires "vim", which is no skill'
finds requirements.csv 'tester,rust,by hand,0.50,3.10,' 'requirements.csv:3: tester, rust: importance 0.50 of 1 to 5'
finds requirements.csv 'tester,rust,by hand,4.00,7.10,' 'requirements.csv:3: tester, rust: importance 4.00 of 1 to 5, level 7.10'
finds requirements.csv 'tester,go,by hand,4.00,3.10,' 'requirements.csv:3: tester requires go twice'
finds requirements.csv 'tester,rust,by hand,4.00,3.10,clouds' 'requirements.csv:3: tester: "clouds" is an alternative to nothing'
finds requirements.csv 'tester,rust,,4.00,3.10,' 'requirements.csv:3: requirement rust: a known role and a source'
finds roles.csv 's/quality/bakery/' 'roles.csv:2: tester: name, a known family and a source are needed, found "bakery"'
finds roles.csv 's/15-1253.00/15-1253/' 'roles.csv:2: tester: onet code "15-1253"'
finds levels.csv 'chief,chief' 'levels.csv:3: word "chief" of unknown level chief'
finds levels.csv 'lead,Sr' 'levels.csv:3: word "sr" is that of senior'
finds regions.csv 'FR/paris,Paris,FR,metro,,' 'regions.csv:4: region FR/paris: unknown parent FR'
finds regions.csv 'FR,France,,country,FR,' 'regions.csv:4: region FR: a country has a currency'
finds regions.csv 'FR,France,,state,FR,' 'regions.csv:4: region FR: kind "state"'
finds places.csv 'paris,FR/paris,any' 'places.csv:3: place "paris": region FR/paris'
finds places.csv 'Berlin,DE/berlin,any' 'places.csv:3: place "Berlin" of DE/berlin is there twice'
exit $failed
