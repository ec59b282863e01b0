import { describe, expect, it } from "vitest";
import { longestAnswer } from "#/evaluation/tasks/answer-text/longest-answer.ts";
import { plainText } from "#/evaluation/tasks/answer-text/plain-text.ts";
import { type ParseMethod, parseAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";

const abc = ["High", "Low", "Medium"];
const blur = ["Clear", "Motion blur", "Blurry"];
const clear = ["Clear", "Not clear"];
const yesNo = ["Yes", "No"];

describe("parseAnswer reads", () => {
  const readable: [string, readonly string[], number, ParseMethod][] = [
    ["B", abc, 1, "letter"],
    ["b", abc, 1, "letter"],
    [" B.\n", abc, 1, "letter"],
    ["**B**", abc, 1, "letter"],
    ["B", abc, 1, "letter"],
    ["B)", abc, 1, "letter"],
    ["(B)", abc, 1, "letter-in-brackets"],
    ["【B】", abc, 1, "letter-in-brackets"],
    ["(b).", abc, 1, "letter-in-brackets"],
    ["B. Low", abc, 1, "letter-first"],
    ["B: Low", abc, 1, "letter-first"],
    ["(B) Low", abc, 1, "letter-first"],
    ["B. The lamp is switched off.", abc, 1, "letter-first"],
    ["B\n\nExplanation: most of the picture is in shadow.", abc, 1, "letter-first"],
    ["B - the lighting is dim", abc, 1, "letter-first"],
    ["**B. Low**\n\nThe scene is dim.", abc, 1, "letter-first"],
    ["The scene is dim.\n\nB", abc, 1, "last-letter"],
    ["A. High: no.\nB. Low: yes.\nC. Medium: no.\n\n**B**", abc, 1, "last-letter"],
    ["Answer: B", abc, 1, "answer-phrase"],
    ["The answer is B", abc, 1, "answer-phrase"],
    ["The correct answer is **B**.", abc, 1, "answer-phrase"],
    ["The correct option is (B) Low.", abc, 1, "answer-phrase"],
    ["the answer is b.", abc, 1, "answer-phrase"],
    ["The answer is B because the scene is dim.", abc, 1, "answer-phrase"],
    ["The answer is A, not B.", abc, 0, "answer-phrase"],
    ["The answer is A. Wait, the answer is B.", abc, 1, "answer-phrase"],
    ["The rope isn't clear", clear, 1, "unique-option-text"],
    ["A: 10%\nB: 85%\nC: 5%", abc, 1, "likeliest"],
    ["I would choose option B.", abc, 1, "answer-phrase"],
    ["Option B is correct.", abc, 1, "answer-phrase"],
    ["A is the best answer.", abc, 0, "answer-phrase"],
    ['{"answer": "B"}', abc, 1, "letter"],
    ["A blurry image, so B", blur, 1, "answer-phrase"],
    ["The scene is dim. Final answer: Low", abc, 1, "answer-phrase"],
    ["The answer is a low one? No: the answer is Low.", abc, 1, "answer-phrase"],
    ["A. High: no.\nB. Low: yes.\nSo the answer is B.", abc, 1, "answer-phrase"],
    ["$\\boxed{B}$", abc, 1, "letter"],
    ["The scene is dim. \\boxed{\\text{B}}", abc, 1, "letter"],
    ["<answer>B</answer>", abc, 1, "letter"],
    ["Low", abc, 1, "option-text"],
    ["low.", abc, 1, "option-text"],
    ['"Motion Blur"', blur, 1, "option-text"],
    ["Not clear", clear, 1, "option-text"],
    ["The rope is not clear.", clear, 1, "unique-option-text"],
    ["The rope looks clear.", clear, 0, "unique-option-text"],
    ["The lighting of this building is low.", abc, 1, "unique-option-text"],
    ["It suffers from motion blur.", ["Blur", "Overexposure", "Motion blur"], 2, "unique-option-text"],
    ["It is not clear but blurry.", ["Clear", "Blurry", "Medium"], 1, "unique-option-text"],
    ["No, the rope is sharp.", yesNo, 1, "leading-particle"],
    ["Yes. There is no noise.", yesNo, 0, "leading-particle"],
    ["The dim scene fits (B) best", abc, 1, "answer-phrase"],
    ["The dim scene (B)", abc, 1, "letter-in-text"],
    ["答案是 B", abc, 1, "answer-phrase"],
    ["答案:B。", abc, 1, "answer-phrase"],
    ["选B", abc, 1, "answer-phrase"],
    ["我选择B,因为画面很暗。", abc, 1, "answer-phrase"],
    ["画面很暗,所以选 B", abc, 1, "answer-phrase"],
    ["B。画面很暗", abc, 1, "letter-first"],
    ["这张图像不清晰。", ["清晰", "不清晰"], 1, "unique-option-text"],
    ["这张图像非常清晰。", ["清晰", "不清晰"], 0, "unique-option-text"],
    ["是的,图像清晰", ["是的", "不是"], 0, "leading-particle"],
    ["<think>A? No, C. The answer is A.</think>B", abc, 1, "letter"],
    ["The answer is A.</think>\n\nB", abc, 1, "letter"],
    ["<think>hm <think>A</think> C</think> B", abc, 1, "letter"],
    [
      "<|channel|>analysis<|message|>A or B<|end|><|start|>assistant<|channel|>final<|message|>B",
      abc,
      1,
      "letter",
    ],
    ["I'm sorry, I can't be certain, but the answer is B.", abc, 1, "answer-phrase"],
    [
      "How is the lighting?\nA. High\nB. Low\nC. Medium\nAnswer with the option's letter from the given choices directly. B",
      abc,
      1,
      "last-letter",
    ],
  ];
  it.each(readable)("%j of %j", (reply, options, option, method) => {
    expect(parseAnswer(reply, options)).toEqual({ option, method });
  });
});

describe("parseAnswer does not guess at", () => {
  const unreadable: [string, readonly string[]][] = [
    ["is a vehicle", abc],
    ["It is a vehicle.", abc],
    ["A blurry image", abc],
    ["A picture of a street", abc],
    ["Error: request D failed with status 500", ["1", "2", "3", "4"]],
    ["Failed to obtain answer via API. D ", ["w", "x", "y", "z"]],
    ["error: load is high", abc],
    ["<html><body>Low</body></html>", abc],
    ["A, B", abc],
    ["A or B", abc],
    ["AB", abc],
    ["A/B", abc],
    ["A and B", abc],
    ["The answer is A or B.", abc],
    ["The answer is either A or B.", abc],
    ["A\nB", abc],
    ["B. Low. So the answer is A", abc],
    ["(A) or (B)", abc],
    ["The answer is B?", abc],
    ["The answer is not B.", abc],
    ["I don't think the answer is B", abc],
    ["If it is dark, the answer is B; otherwise A.", abc],
    ["A. Low", abc],
    ["The answer is A: Low", abc],
    ["B. Low, or C. Medium", abc],
    ["The answer is B. Low or A. High", abc],
    ["E", abc],
    ["D", abc],
    ["The answer is D.", abc],
    ["D. Low", abc],
    ["A. High\nB. Low\nC. Medium", abc],
    ["Both high and low", abc],
    ["Neither high nor low.", abc],
    ["Not low.", abc],
    ["It isn't clear whether it is", clear],
    ["Is it clear or not clear?", clear],
    ["It is less blurry than clear", ["Clear", "Blurry"]],
    ["There is no blur.", yesNo],
    ["Yes and no.", yesNo],
    ["Yes. So the answer is No.", yesNo],
    ["No noise is visible", yesNo],
    ["Clearly visible", clear],
    ["Highland", abc],
    ["Clear", ["Clear", "clear"]],
    ["A", ["B", "A"]],
    ["A: The picture shows a street.", abc],
    ["答案不是B", abc],
    ["A或B", abc],
    ["没有噪点", ["噪点", "模糊"]],
    ["?", abc],
    ["I think", abc],
  ];
  it.each(unreadable)("%j of %j", (reply, options) => {
    const answer = parseAnswer(reply, options);
    expect(answer.option === null ? answer : { wronglyRead: answer }).toHaveProperty("option", null);
    expect(answer).not.toHaveProperty("reason", "refused");
  });
});

describe("parseAnswer tells apart", () => {
  it.each(["", "  \n", "<think>The answer is B", "<think>B</think>", "\u200b"])("empty: %j", (reply) => {
    expect(parseAnswer(reply, abc)).toEqual({ option: null, reason: "empty" });
  });

  it.each([
    "I'm sorry, I can't help with that.",
    "I’m sorry, but I cannot determine whether the lighting is low.",
    "Sorry, I am unable to view images.",
    "I cannot assist with this request.",
    "As an AI language model, I can't see images.",
    "Unfortunately, I am not able to see the image.",
    "抱歉,我无法查看图片。",
  ])("refused: %j", (reply) => {
    expect(parseAnswer(reply, abc)).toEqual({ option: null, reason: "refused" });
  });
});

describe("a text that states more than a thousand answers", () => {
  it.each(["B\n", "The answer is B. ", "Option B is correct. ", "-> ", "(B) "])(
    "is unreadable: %j",
    (statement) => {
      expect(parseAnswer(`It is ${statement.repeat(1002)}`, abc)).toEqual({
        option: null,
        reason: "unparsed",
      });
    },
  );

  it("is read where they are fewer", () => {
    expect(parseAnswer(`It is. ${"The answer is B. ".repeat(900)}`, abc)).toMatchObject({ option: 1 });
    expect(parseAnswer("B\n".repeat(900), abc)).toMatchObject({ option: 1 });
  });
});

it("reads no more of a character that stands for many than of others", () => {
  expect(plainText("\ufdfa".repeat(longestAnswer))).toHaveLength(longestAnswer);
});
