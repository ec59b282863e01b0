import { expect, it } from "vitest";
import { parseAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";
import { optionLetter } from "#/evaluation/tasks/perception/perception-prompt.ts";

/** Replies in the manner of many models, with the letter that a reader reads; null: none. */
const replies: [reply: string, options: string, question: string, letter: string | null][] = [
  ["It is.", "Yes | No", "Is the image blurry?", "A"],
  ["Yes, of course! Let me analyze the picture for you.", "Yes | No", "Is the image blurry?", null],
  ["否", "是 | 否", "这张图片模糊吗?", "B"],
  ["不，图片很清晰。", "是 | 否", "这张图片模糊吗?", "B"],
  [
    "The image does not have overexposure.",
    "Noise | Motion blur | Overexposure | Underexposure",
    "Which of the following quality issues does not exist in this image?",
    "C",
  ],
  [
    "The image suffers from motion blur.",
    "Noise | Motion blur | Overexposure | Underexposure",
    "Which of the following quality issues does not exist in this image?",
    null,
  ],
  [
    "Underexposure is not present in this image.",
    "Noise | Motion blur | Overexposure | Underexposure",
    "Which of the following quality issues does not exist in this image?",
    "D",
  ],
  ["正確答案是：B", "清晰 | 模糊 | 一般", "这张图片的清晰度如何?", "B"],
  [
    "The dog is placed in the center and is in sharp focus.",
    "The man | Building | Dog | Tree",
    "Which object is emphasized in the center of the image?",
    "C",
  ],
  [
    "The bright colors of the balloons stand out against the dark sky.",
    "Bright | Dark | Normal",
    "How is the lighting?",
    null,
  ],
  [
    "Not A, not C. So B.",
    "Vibrant | Average | Monotonous",
    "How is the color saturation of the flowers in this image?",
    "B",
  ],
  [
    "A: Vibrant ✅",
    "Vibrant | Average | Monotonous",
    "How is the color saturation of the flowers in this image?",
    "A",
  ],
  [
    "❌ A. Vibrant\n✅ B. Average\n❌ C. Monotonous",
    "Vibrant | Average | Monotonous",
    "How is the color saturation of the flowers in this image?",
    "B",
  ],
  [
    "A. Vibrant\nB. Average\nC. Monotonous\n\nPlease choose one of the options.",
    "Vibrant | Average | Monotonous",
    "How is the color saturation of the flowers in this image?",
    null,
  ],
  [
    "Hmm, at first glance A, but really these are grey-ish, so my answer is C.",
    "Vibrant | Average | Monotonous",
    "How is the color saturation of the flowers in this image?",
    "C",
  ],
  [
    "The photographer used a vibrant filter for another picture.",
    "Vibrant | Average | Monotonous",
    "How is the color saturation of the flowers in this image?",
    null,
  ],
  [
    "Between A and B, A is the more accurate description.",
    "Vibrant | Average | Monotonous",
    "How is the color saturation of the flowers in this image?",
    "A",
  ],
  [
    "Upload failed: file too large (C)",
    "Vibrant | Average | Monotonous",
    "How is the color saturation of the flowers in this image?",
    null,
  ],
  ["No motion blur is visible, so the answer is A.", "No | Yes", "Does this picture have motion blur?", "A"],
  [
    "Blur is present, and so is noise.",
    "Noise | Blur | Underexposure | Compression artifacts",
    "What distortion does not exist in this picture?",
    null,
  ],
  [
    "The distortion that does not exist in this picture is compression artifacts.",
    "Noise | Blur | Underexposure | Compression artifacts",
    "What distortion does not exist in this picture?",
    "D",
  ],
  [
    "The answer is A. Noise does not exist.",
    "Noise | Blur | Underexposure | Compression artifacts",
    "What distortion does not exist in this picture?",
    "A",
  ],
  ["A和B都不对，所以选C。", "较高 | 较低 | 中等", "图像的色彩饱和度如何?", "C"],
  ["A还是B？", "较高 | 较低 | 中等", "图像的色彩饱和度如何?", null],
  [
    "There is no noise.",
    "Strong noise | Weak noise | No noise",
    "How strong is the noise in this picture?",
    "C",
  ],
  [
    "Yes, I'm ready to help. Please share the picture.",
    "Yes | No",
    "Is the composition of this image balanced?",
    null,
  ],
  [
    "A. Red\nB. Green\nC. Blue\nD. Yellow\n\nThe dominant color is red, therefore the answer is A.",
    "Red | Green | Blue | Yellow",
    "What is the dominant color of the image?",
    "A",
  ],
  ["这张图没有明显的失真。", "噪点 | 运动模糊 | 过曝 | 欠曝", "图中最明显的失真是什么?", null],
  ["起初我以为是A，但仔细看应为B。", "噪点 | 运动模糊 | 过曝 | 欠曝", "图中最明显的失真是什么?", "B"],
  [
    "The sign's text is barely clear enough to read. So: Not clear",
    "Clear | Not clear",
    "Is the text on the sign clear?",
    "B",
  ],
  [
    "It is clear that the sign belongs to a shop.",
    "Clear | Not clear",
    "Is the text on the sign clear?",
    null,
  ],
  [
    "All the moving objects are streaked. C.",
    "Car | Pedestrian | Building | Bus",
    "Which object in the image is not affected by motion blur?",
    "C",
  ],
  [
    "Sharpness refers to how clearly detail is rendered. High sharpness means crisp edges.",
    "High | Low | Medium",
    "How is the sharpness of this image?",
    null,
  ],
  ["Answer: C... no, B.", "High | Low | Medium", "How is the sharpness of this image?", "B"],
  ["The lighting is insufficient. No.", "Yes | No", "Is the lighting in this image sufficient?", "B"],
  [
    "Good question! The composition is good.",
    "Good | Fair | Poor",
    "How would you rate the composition of this image?",
    "A",
  ],
  [
    "Good question! Let me look closely.",
    "Good | Fair | Poor",
    "How would you rate the composition of this image?",
    null,
  ],
  [
    "Motion blur > Noise",
    "Motion blur | Noise | Overexposure | Underexposure",
    "Which distortion is the most obvious in this image?",
    "A",
  ],
  [
    "Underexposure is the most obvious distortion, followed by noise.",
    "Motion blur | Noise | Overexposure | Underexposure",
    "Which distortion is the most obvious in this image?",
    "D",
  ],
  [
    "The image isn't overexposed or underexposed, and there is no motion blur. It is noisy, so B.",
    "Motion blur | Noise | Overexposure | Underexposure",
    "Which distortion is the most obvious in this image?",
    "B",
  ],
  [
    "Blurry. The foreground is clear.",
    "Clear | Blurry",
    "Is the background of the image clear or blurry?",
    "B",
  ],
  ["本来想选A，后来发现主体被裁切，所以选C。", "很好 | 一般 | 较差", "这张照片的构图怎么样？", "C"],
  [
    "I would say it's slightly blurry, certainly not very blurry.",
    "Very blurry | Slightly blurry | Not blurry at all",
    "How blurry is the background of this image?",
    "B",
  ],
  [
    "This photo exhibits a cool tone, dominated by blues. So my answer is B.",
    "Warm | Cool | Neutral",
    "What is the color tone of this image?",
    "B",
  ],
  [
    "The color tone is more warm than cool.",
    "Warm | Cool | Neutral",
    "What is the color tone of this image?",
    "A",
  ],
  [
    "The image is neither overexposed nor underexposed; the exposure is just fine.",
    "Overexposed | Underexposed | Just fine",
    "How is the exposure of this image?",
    "C",
  ],
  [
    "The image is degraded by blur and noise.",
    "Noise | Blur | Compression artifacts | Low light",
    "What degrades the quality of this image the most?",
    null,
  ],
  [
    "Timeout while waiting for the model (D)",
    "Noise | Blur | Compression artifacts | Low light",
    "What degrades the quality of this image the most?",
    null,
  ],
  [
    "The picture has blur and low light.",
    "Noise | Blur | Compression artifacts | Low light",
    "What problem does not exist in this picture?",
    null,
  ],
  ["這張圖片並不清晰。", "清晰 | 一般 | 模糊", "這張圖片的清晰度如何？", null],
  ["有没有噪点要放大才能看出来。", "有 | 没有", "图中有没有明显的噪点？", null],
  [
    "The image displays high contrast between the subject and the background.",
    "Low contrast | High contrast | Moderate contrast",
    "How is the contrast of this image?",
    "B",
  ],
  ["<think>Yes, because", "Yes | No", "Are the details of the flower clearly visible?", null],
  ["No. Wait, looking again: yes.", "Yes | No", "Are the details of the flower clearly visible?", "A"],
  [
    "The car is parked next to the tree on the road.",
    "Tree | Car | Sky | Road",
    "Which object in the image is the sharpest?",
    null,
  ],
  ["Not the tree but the car.", "Tree | Car | Sky | Road", "Which object in the image is the sharpest?", "B"],
  [
    "Overexposure is not a problem of this image.",
    "Blur | Noise | Overexposure | Low saturation",
    "Which of the following is not a problem of this image?",
    "C",
  ],
  [
    "There's no blur.",
    "Blur | Noise | Overexposure | Low saturation",
    "Which of the following is not a problem of this image?",
    "A",
  ],
  ["画面偏暗，选择A。", "偏暗 | 偏亮 | 适中", "图像的亮度如何？", "A"],
];

it.each(replies)("%j of %s to %j is %s", (reply, options, question, letter) => {
  const { option } = parseAnswer(reply, options.split(" | "), question);
  expect(option === null ? null : optionLetter(option)).toBe(letter);
});

it.each([
  [100_000, "The answer is B. "],
  [100_000, "<think>Or A?</think>B\n"],
  [100_000, "这张图像的清晰度很低,所以"],
])("reads no letter of %d characters of %j, where there are too many", (length, unit) => {
  const reply = unit.repeat(length / unit.length);
  expect(parseAnswer(reply, ["High", "Low"], "How sharp is it?").option).toBeNull();
});
