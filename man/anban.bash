# Completion of anban in bash. Commands, options and codes are asked of the program itself, so
# that nothing here can be out of date.

# _anban_ask PATTERN ARGUMENT...: what matches the pattern in anban's words.
_anban_ask() {
    local pattern=$1
    shift
    anban --lang=en "$@" 2>/dev/null | grep -oE -- "$pattern"
}

# _anban_offer WORDS: the words that begin as the one that is being typed.
_anban_offer() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

_anban() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]}

    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        _anban_offer "$(_anban_ask '^  anban [a-z]+' --help | sed 's/.* //') --help --version" \
            "$word"
        return
    fi
    # bash takes --option=value for three words
    [ "$before" = "=" ] && before=${COMP_WORDS[COMP_CWORD - 2]}
    [ "$word" = "=" ] && word=
    case $before in
    --typography) _anban_offer "book keep" "$word" ;;
    --title-case) _anban_offer "auto keep" "$word" ;;
    --missing-images) _anban_offer "note end omit" "$word" ;;
    --image-profile) _anban_offer "ereader screen print" "$word" ;;
    --justify) _anban_offer "full plain" "$word" ;;
    --diagnostics) _anban_offer "text json" "$word" ;;
    --lang) _anban_offer "vi en" "$word" ;;
    --profile) _anban_offer "a-1b a-1a a-2b a-2u a-2a a-3b a-3u a-3a ua-1" "$word" ;;
    --pdf-standard) _anban_offer "a-1b a-1a a-2b a-2u a-2a a-3b a-3u a-3a ua-1 1.4 1.7 none" "$word" ;;
    --to | -t) _anban_offer "pdf epub" "$word" ;;
    --style) _anban_offer "$(_anban_ask '^[a-z]+' styles)" "$word" ;;
    --paper) _anban_offer "A4 A5 B5 letter 13x20.5 14.5x20.5 16x24 19x27" "$word" ;;
    *)
        case $command:$word in
        *:-*) _anban_offer "$(_anban_ask '^  (-., )?--[a-z-]+' "$command" --help |
            grep -o -- '--.*')" "$word" ;;
        explain:*) _anban_offer "$(_anban_ask '^[a-z0-9.]+' explain)" "$word" ;;
        esac
        ;;
    esac
}

complete -o default -F _anban anban
