import { expect, it } from "vitest";
import { withoutPythonNumbers } from "#/evaluation/json/python-numbers.ts";

it.each([
  ['{"a":NaN,"b":[Infinity,-Infinity]}', '{"a":null,"b":[null,null]}'],
  ['{"NaN":"-Infinity \\" NaN","b":NaN}', '{"NaN":"-Infinity \\" NaN","b":null}'],
  ['{"a":"\\\\","b":NaN}', '{"a":"\\\\","b":null}'],
  ['{"a":"\\\n NaN","b":NaN}', '{"a":"\\\n NaN","b":null}'],
  ["Nano, aNaN, NaN_", "Nano, aNaN, NaN_"],
  ['NaN "never closed \\" NaN', 'null "never closed \\" NaN'],
  ['NaN "\\', 'null "\\'],
  ["", ""],
])("%s", (text, repaired) => {
  expect(withoutPythonNumbers(text)).toBe(repaired);
});
