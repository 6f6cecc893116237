# Prints what zsh offers at the end of a line, one candidate a row.
# Usage: zsh -f zsh-offers.zsh <how to load the script> <folder> <line>
# A shell of its own gets the line and a tab; its compadd writes down what it is given.
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner "PROMPT=; cd ${(q)2}; $1"
zpty -w inner 'bindkey "^I" complete-word
zstyle ":completion:*" insert-tab false
compadd() {
  [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]] && { builtin compadd "$@"; return }
  local -a offered
  builtin compadd -A offered "$@"
  print -rl -- "<offer>"${^offered}"</offer>"
}
ending() { print "<end>"; exit }
comppostfuncs=(ending)
print "<rea""dy>"'
zpty -r inner seen '*<ready>*'
zpty -n -w inner "$3"$'\t'
zpty -r inner seen '*<end>*'
for row in ${(f)seen}; do
  [[ $row == *'<offer>'*'</offer>'* ]] && print -r -- ${${row##*<offer>}%%</offer>*}
done
exit 0
