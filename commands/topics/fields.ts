import { columns, type Topic } from './topic.ts';

export const fields: Topic = {
  name: 'fields',
  summary: 'how -f and -F write properties and traits',
  text: () => `Fields: properties and traits on the command line

${columns([
  ['-f key=value', 'always a string'],
  ['-F key=value', 'true, false, null, numbers, {…} and […] keep their type'],
  ['-F key:=json', 'always JSON'],
])}

-F makes a number only of text that would print the same again, except for trailing zeros: 49.90 is a number, but 007,
+4930, 1e3 and a 20-digit id stay strings. Ids and names (userId, anonymousId, groupId,
previousId, messageId, event, name) are always strings.

Nesting and lists:
${columns([
  ['address.city=Oslo', 'an object; address[city]=Oslo is the same'],
  [String.raw`a\.b=c`, 'a dot in a key'],
  ['tags[]=a tags[]=b', 'a list with one item each; tags[] alone is an empty list'],
])}

From files:
${columns([
  ['key=@file', 'the text of a file'],
  ['key:=@file', 'the JSON of a file'],
  ['key=@-', 'stdin, at most once per call'],
  [String.raw`key=\@home`, 'a value that starts with @'],
])}

A key that is given twice, or a key inside a value that is not an object, is an error (exit code 2).

Examples:
  $ segment track "Order Completed" -u user_1 -f order_id=007 -F total=49.90 -F 'tags[]=new'
  $ segment identify user_1 -f email=ada@example.com -f address.city=London
  $ segment track Imported -u user_1 --properties @order.json

PowerShell: put JSON in single quotes, e.g. --properties '{"plan":"pro"}'
`,
};
