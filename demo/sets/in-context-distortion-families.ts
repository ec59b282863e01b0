import {
  anyLight,
  beside,
  brightLight,
  dayLight,
  type FamilyTable,
  treat,
  when,
} from "#/demo/sets/question-family.ts";

const parts = ["{subject}", "{backdrop}", "{far}"];

export const inContextDistortionFamilies: FamilyTable = {
  "yes-or-no": [
    {
      questions: ["Is the {subject} in this image blurry?", "Is the {subject} in this image out of focus?"],
      options: ["Yes", "No"],
      lights: anyLight,
      distractions: beside.sharpness,
      cases: [
        when("Yes", treat("blur", 0.08, "subject")),
        when("Yes", treat("blur", 0.35, "subject")),
        when("Yes", treat("blur", 0.4)),
        when("No"),
        when("No", treat("blur", 0.6, "not subject")),
        when("No", treat("noise", 0.3, "subject")),
      ],
    },
    {
      questions: [
        "Is there noise on the {backdrop} in this image?",
        "Is the {backdrop} in this image noisy?",
      ],
      options: ["Yes", "No"],
      lights: brightLight,
      distractions: beside.noise,
      cases: [
        when("Yes", treat("noise", 0.06, "backdrop")),
        when("Yes", treat("noise", 0.25, "backdrop")),
        when("No"),
        when("No", treat("noise", 0.45, "subject")),
        when("No", treat("blur", 0.3, "backdrop")),
      ],
    },
    {
      questions: ["Is the {subject} in this image in focus?", "Is the {subject} in the image clear?"],
      options: ["Yes", "No"],
      lights: anyLight,
      distractions: beside.sharpness,
      cases: [
        when("Yes", treat("blur", 0.5, "not subject")),
        when("Yes"),
        when("No", treat("blur", 0.15, "subject")),
        when("No", treat("motion-blur", 0.25, "subject")),
      ],
    },
    {
      questions: [
        "Is the {subject} in this image underexposed?",
        "Does the {subject} suffer from underexposure?",
      ],
      options: ["Yes", "No"],
      lights: dayLight,
      distractions: beside.exposure,
      cases: [
        when("Yes", treat("underexposure", 0.5, "subject")),
        when("Yes", treat("underexposure", 0.85, "subject")),
        when("No"),
        when("No", treat("underexposure", 0.5, "not subject")),
        when("No", treat("overexposure", 0.3, "subject")),
      ],
    },
  ],
  what: [
    {
      questions: [
        "What is the main distortion of the {subject} in this image?",
        "What distortion affects the {subject}?",
      ],
      options: ["Blur", "Noise", "Overexposure", "Underexposure"],
      lights: dayLight,
      distractions: beside.nothing,
      cases: [
        when("Blur", treat("blur", 0.14, "subject")),
        when("Blur", treat("blur", 0.6, "subject"), treat("noise", 0.2, "not subject")),
        when("Noise", treat("noise", 0.13, "subject")),
        when("Noise", treat("noise", 0.45, "subject"), treat("blur", 0.4, "not subject")),
        when("Overexposure", treat("overexposure", 0.45, "subject")),
        when("Overexposure", treat("overexposure", 0.65, "subject")),
        when("Underexposure", treat("underexposure", 0.55, "subject")),
        when("Underexposure", treat("underexposure", 0.8, "subject")),
      ],
    },
    {
      questions: ["Which part of this image is the most blurry?"],
      options: parts,
      lights: brightLight,
      distractions: beside.sharpness,
      cases: [
        when("{subject}", treat("blur", 0.35, "subject")),
        when("{subject}", treat("blur", 0.8, "subject")),
        when("{backdrop}", treat("blur", 0.8, "backdrop")),
      ],
    },
    {
      questions: [
        "Which part of this image is the most noisy?",
        "Which part of this image suffers most from noise?",
      ],
      options: parts,
      lights: brightLight,
      distractions: beside.noise,
      cases: [
        when("{subject}", treat("noise", 0.1, "subject")),
        when("{subject}", treat("noise", 0.6, "subject")),
        when("{backdrop}", treat("noise", 0.08, "backdrop")),
        when("{backdrop}", treat("noise", 0.6, "backdrop")),
        when("{far}", treat("noise", 0.4, "far")),
      ],
    },
    {
      questions: ["Which part of this image is overexposed?"],
      options: parts,
      lights: dayLight,
      distractions: beside.exposure,
      cases: [
        when("{subject}", treat("overexposure", 0.6, "subject")),
        when("{backdrop}", treat("overexposure", 0.6, "backdrop")),
        when("{far}", treat("overexposure", 0.6, "far")),
        when("{far}", treat("overexposure", 0.4, "far")),
      ],
    },
  ],
  how: [
    {
      questions: [
        "How is the sharpness of the {subject} in this image?",
        "How clear is the {subject} in this image?",
      ],
      options: ["Clear", "Medium", "Blurry"],
      lights: anyLight,
      distractions: beside.sharpness,
      cases: [
        when("Clear"),
        when("Clear", treat("blur", 0.5, "not subject")),
        when("Medium", treat("blur", 0.09, "subject")),
        when("Medium", treat("blur", 0.15, "subject")),
        when("Blurry", treat("blur", 0.32, "subject")),
        when("Blurry", treat("blur", 0.85, "subject")),
        when("Blurry", treat("blur", 0.6)),
      ],
    },
    {
      questions: [
        "How is the exposure of the {subject} in this image?",
        "How is the exposure level of the {subject}?",
      ],
      options: ["Overexposed", "Just fine", "Underexposed"],
      lights: dayLight,
      distractions: beside.exposure,
      cases: [
        when("Overexposed", treat("overexposure", 0.4, "subject")),
        when("Overexposed", treat("overexposure", 0.65, "subject")),
        when("Just fine"),
        when("Just fine", treat("underexposure", 0.4, "not subject")),
        when("Underexposed", treat("underexposure", 0.5, "subject")),
        when("Underexposed", treat("underexposure", 0.8, "subject")),
      ],
    },
    {
      questions: ["How noisy is the {backdrop} in this image?"],
      options: ["Very noisy", "Slightly noisy", "Not noisy at all"],
      lights: brightLight,
      distractions: beside.noise,
      cases: [
        when("Not noisy at all"),
        when("Not noisy at all", treat("blur", 0.3, "backdrop")),
        when("Not noisy at all", treat("noise", 0.4, "subject")),
        when("Slightly noisy", treat("noise", 0.07, "backdrop")),
        when("Slightly noisy", treat("noise", 0.15, "backdrop")),
        when("Very noisy", treat("noise", 0.32, "backdrop")),
        when("Very noisy", treat("noise", 0.8, "backdrop")),
      ],
    },
  ],
};
