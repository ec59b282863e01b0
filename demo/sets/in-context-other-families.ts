import { beside, brightLight, dayLight, type FamilyTable, treat, when } from "#/demo/sets/question-family.ts";

const parts = ["{subject}", "{backdrop}", "{far}"];
const hues = ["Red", "Orange", "Yellow", "Green", "Blue", "Purple"];

export const inContextOtherFamilies: FamilyTable = {
  "yes-or-no": [
    {
      questions: [
        "Is the color of the {subject} in this image vivid?",
        "Is the {subject} in this image colorful?",
      ],
      options: ["Yes", "No"],
      lights: dayLight,
      distractions: beside.colour,
      cases: [
        { ...when("Yes"), colour: "red" },
        { ...when("Yes", treat("desaturation", 0.7, "not subject")), colour: "orange" },
        { ...when("No", treat("desaturation", 0.5, "subject")), colour: "blue" },
        { ...when("No", treat("desaturation", 0.75, "subject")), colour: "red" },
        { ...when("No", treat("desaturation", 0.9)), colour: "yellow" },
      ],
    },
    {
      questions: [
        "Is the {subject} placed in the center of this image?",
        "Is the {subject} in the middle of this image?",
      ],
      options: ["Yes", "No"],
      lights: brightLight,
      distractions: beside.layout,
      cases: [
        { ...when("Yes"), placement: "center" },
        { ...when("Yes"), placement: "center" },
        { ...when("Yes"), placement: "center" },
        { ...when("No"), placement: "left" },
        { ...when("No"), placement: "right" },
      ],
    },
    {
      questions: [
        "Is the {subject} in this image dark?",
        "Is the lighting of the {subject} in this image dark?",
      ],
      options: ["Yes", "No"],
      lights: dayLight,
      distractions: beside.colour,
      cases: [
        when("Yes", treat("underexposure", 0.35, "subject")),
        when("Yes", treat("underexposure", 0.6, "subject")),
        { ...when("No"), colour: "yellow" },
        { ...when("No", treat("underexposure", 0.5, "not subject")), colour: "white" },
        { ...when("No"), colour: "orange" },
      ],
    },
    {
      questions: ["Is the sky in this image bright?"],
      options: ["Yes", "No"],
      lights: dayLight,
      needs: "sky",
      distractions: beside.colour,
      cases: [
        { ...when("Yes"), light: "day" },
        { ...when("Yes", treat("underexposure", 0.12)), light: "day" },
        { ...when("No"), light: "night" },
        { ...when("No"), light: "night" },
        { ...when("No", treat("underexposure", 0.45)), light: "sunset" },
      ],
    },
  ],
  what: [
    {
      questions: [
        "What is the main color of the {subject} in this image?",
        "What color is the {subject} in this image?",
      ],
      options: hues,
      lights: dayLight,
      needs: "compact",
      distractions: beside.colour,
      cases: [
        { ...when("Red"), colour: "red" },
        { ...when("Orange"), colour: "orange" },
        { ...when("Yellow"), colour: "yellow" },
        { ...when("Green"), colour: "green" },
        { ...when("Blue"), colour: "blue" },
        { ...when("Purple"), colour: "purple" },
        { ...when("Purple", treat("warm-tone", 0.1)), colour: "purple" },
      ],
    },
    {
      questions: [
        "Where is the {subject} placed in this image?",
        "In which part of this image is the {subject}?",
      ],
      options: ["Left", "Center", "Right"],
      lights: brightLight,
      distractions: beside.layout,
      cases: [
        { ...when("Left"), placement: "left" },
        { ...when("Left"), placement: "left" },
        { ...when("Center"), placement: "center" },
        { ...when("Right"), placement: "right" },
        { ...when("Right"), placement: "right" },
      ],
    },
    {
      questions: ["Which part of this image is the most colorful?"],
      options: parts,
      lights: dayLight,
      distractions: beside.colour,
      cases: [
        { ...when("{subject}", treat("desaturation", 0.5, "not subject")), colour: "red" },
        { ...when("{subject}", treat("desaturation", 0.6, "not subject")), colour: "orange" },
        {
          ...when("{backdrop}", treat("desaturation", 0.85), treat("warm-tone", 0.8, "backdrop")),
          colour: "white",
        },
      ],
    },
    {
      questions: ["Which object is emphasized in the composition of this image?"],
      options: ["{subject}", "{backdrop}", "{far}", "Cloud"],
      lights: brightLight,
      distractions: beside.layout,
      cases: [when("{subject}"), when("{subject}")],
    },
    {
      questions: ["Which part of this image is the darkest?"],
      options: parts,
      lights: dayLight,
      distractions: beside.colour,
      cases: [
        when("{subject}", treat("underexposure", 0.5, "subject")),
        when("{backdrop}", treat("underexposure", 0.55, "backdrop")),
        when("{far}", treat("underexposure", 0.55, "far")),
      ],
    },
  ],
  how: [
    {
      questions: [
        "How is the color saturation of the {subject} in this image?",
        "How vivid is the color of the {subject}?",
      ],
      options: ["High", "Medium", "Low"],
      lights: dayLight,
      distractions: beside.colour,
      cases: [
        { ...when("High"), colour: "red" },
        { ...when("High", treat("desaturation", 0.1)), colour: "blue" },
        { ...when("Medium", treat("desaturation", 0.35, "subject")), colour: "orange" },
        { ...when("Medium", treat("desaturation", 0.5, "subject")), colour: "red" },
        { ...when("Low", treat("desaturation", 0.65, "subject")), colour: "yellow" },
        { ...when("Low", treat("desaturation", 0.85, "subject")), colour: "green" },
        { ...when("Low", treat("desaturation", 0.9)), colour: "red" },
      ],
    },
    {
      questions: [
        "How is the lighting of the {subject} in this image?",
        "How bright is the {subject} in this image?",
      ],
      options: ["Bright", "Medium", "Dark"],
      lights: dayLight,
      distractions: beside.colour,
      cases: [
        { ...when("Bright", treat("overexposure", 0.3, "subject")), colour: "orange" },
        { ...when("Bright"), colour: "yellow" },
        { ...when("Medium"), colour: "green" },
        { ...when("Medium"), colour: "purple" },
        when("Dark", treat("underexposure", 0.45, "subject")),
        when("Dark", treat("underexposure", 0.8, "subject")),
        { ...when("Dark", treat("underexposure", 0.3)), light: "night" },
      ],
    },
    {
      questions: ["How bright is the sky in this image?", "How is the brightness of the sky in this image?"],
      options: ["Bright", "Medium", "Dark"],
      lights: dayLight,
      needs: "sky",
      distractions: beside.colour,
      cases: [
        { ...when("Bright"), light: "day" },
        { ...when("Bright"), light: "day" },
        { ...when("Medium"), light: "sunset" },
        { ...when("Medium", treat("underexposure", 0.2)), light: "day" },
        { ...when("Dark"), light: "night" },
        { ...when("Dark"), light: "night" },
      ],
    },
  ],
};
