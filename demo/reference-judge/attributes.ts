/** A property of a picture that descriptions speak of, and what the words for it say, from -1 to 1 (or 1.5). */
export type Attribute = {
  name: string;
  terms: readonly (readonly [pattern: RegExp, value: number])[];
};

export const attributes: readonly Attribute[] = [
  {
    name: "clarity",
    terms: [
      [/\b(?:unclear|unsharp|blur\w*|fuzzy|out[- ]of[- ]focus|soft focus|defocus\w*)\b/g, -1],
      [
        /\bdetails? (?:is|are|were) (?:\w+ )?(?:lost|missing|unclear)|\b(?:loses?|losing|lost|lacks?|lacking) (?:\w+ ){0,8}?details?\b/g,
        -1,
      ],
      [
        /\b(?:clear|clearly|sharp\w*|crisp|in focus|well[- ]focused|high clarity|good clarity|rich(?:ly)? (?:in )?detail\w*|highly detailed)\b/g,
        1,
      ],
      [/模糊|失焦|虚焦|不清晰|不清楚/g, -1],
      [/(?<!不)清晰|(?<!不)清楚|锐利|细节丰富/g, 1],
    ],
  },
  {
    name: "noise",
    terms: [
      [/\b(?:nois[ey]\w*|grain(?:y|s)?)\b/g, -1],
      [/\b(?:noise[- ]free|noiseless|clean)\b/g, 1],
      [/噪点|噪声|噪音|颗粒/g, -1],
      [/干净|纯净/g, 1],
    ],
  },
  {
    name: "exposure",
    terms: [
      [/\b(?:over-?\s?expos\w*|over- (?:and|or)|blown[- ]out|washed[- ]out|too bright)\b/g, 1.5],
      [/\b(?:under-?\s?expos\w*|too dark)\b/g, -1.5],
      [
        /\b(?:(?:appropriate|proper|good|balanced|correct|suitable|well) exposure|exposure (?:is|looks|seems) (?:appropriate|proper|good|balanced|correct|suitable|fine|right)|well[- ]exposed|properly exposed)\b/g,
        0,
      ],
      [/过曝|曝光过度/g, 1.5],
      [/欠曝|曝光不足/g, -1.5],
      [/曝光(?:适当|合适|正常|良好)/g, 0],
    ],
  },
  {
    name: "lighting",
    terms: [
      [/\b(?:bright\w*|well[- ]lit|daylight|sunny|sufficient light\w*)\b/g, 1],
      [/\b(?:dark\w*|dim\w*|night\w*|gloomy|insufficient light\w*|low light)\b/g, -1],
      [
        /\b(?:moderate|medium|normal) (?:brightness|lighting)|\b(?:lighting|brightness) is (?:moderate|medium|normal)\b/g,
        0,
      ],
      [/明亮|光线充足/g, 1],
      [/昏暗|黑暗|光线不足|偏暗/g, -1],
    ],
  },
  {
    name: "colour",
    terms: [
      [/\b(?:vivid\w*|vibran\w*|colou?rful|saturated|rich colou?rs?|lively)\b/g, 1],
      [/\b(?:dull|faded|monoton\w*|desaturated|monochrom\w*|pale|gr[ae]yish|washed colou?rs?)\b/g, -1],
      [/鲜艳|色彩丰富|饱和/g, 1],
      [/暗淡|单调|褪色|灰暗/g, -1],
    ],
  },
  {
    name: "contrast",
    terms: [
      [/\b(?:high|strong|good) contrast|contrast is (?:high|strong|good)\b/g, 1],
      [/\b(?:low|weak|poor|reduced) contrast|contrast is (?:low|weak|poor|reduced)\b/g, -1],
      [/对比度?(?:高|强)|高对比/g, 1],
      [/对比度?(?:低|弱)|低对比/g, -1],
    ],
  },
  {
    name: "artifacts",
    terms: [
      [/\b(?:compression|jpeg|blocky|blockiness|blocking|pixelat\w*|artifacts?)\b/g, -1],
      [/压缩|块效应|马赛克|伪影/g, -1],
    ],
  },
  {
    name: "placement",
    terms: [
      [/\b(?:off-?\s?cent(?:er|re)\w*|(?:on|to|at) the (?:left|right))\b/g, -1],
      [/(?<!off-?\s?)\b(?:cent(?:er|re)(?:ed)?|middle)\b/g, 1],
      [/居中|中央|中间/g, 1],
      [/偏左|偏右/g, -1],
    ],
  },
  {
    name: "horizon",
    terms: [
      [/\b(?:tilted|slanted|crooked)\b/g, -1],
      [/\b(?:level|straight) horizon|horizon is (?:level|straight)\b/g, 1],
      [/倾斜/g, -1],
    ],
  },
  {
    name: "tone",
    terms: [
      [/\bwarm\w*|暖色/g, 1],
      [/\b(?:cool|cold) (?:tone|colou?r|light)\w*|冷色/g, -1],
    ],
  },
  {
    name: "quality",
    terms: [
      [/\b(?:good|high|excellent|great) (?:overall )?quality|quality is (?:good|high|excellent|great)\b/g, 1],
      [/\b(?:poor|bad|low|terrible) (?:overall )?quality|quality is (?:poor|bad|low|terrible)\b/g, -1],
      [
        /\b(?:fair|average|medium|acceptable) (?:overall )?quality|quality is (?:fair|average|medium|acceptable)\b/g,
        0,
      ],
      [/质量(?:好|高|优秀)/g, 1],
      [/质量(?:差|低)/g, -1],
    ],
  },
];
