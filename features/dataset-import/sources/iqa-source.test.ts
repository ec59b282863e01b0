import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSource, type SourceOptions } from "#/features/dataset-import/sources/open-source.ts";
import { workbook } from "#/test/workbook.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-iqa-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Uint8Array, options: SourceOptions = {}) {
  const path = join(folder, "scores");
  await writeFile(path, content);
  return openSource("iqa", path, options);
}

type Expected = { scores: [string, number][]; std?: (number | null)[]; notes?: RegExp };
const json = (...items: unknown[]) => JSON.stringify(items);

/** Headers as the projects publish them, looked up in their repositories and in readers of these files. */
const readable: [what: string, content: string | Uint8Array, expected: Expected, options?: SourceOptions][] =
  [
    [
      "a meta of DeQA-Score",
      json(
        {
          id: "1.jpg->3.1",
          image: "koniq/1.jpg",
          gt_score: 3.1,
          gt_score_norm: 3.4,
          std: 0.6,
          std_norm: 0.7,
        },
        { id: "2.jpg->4", image: "koniq/2.jpg", gt_score: "4 ", std: "0.5" },
      ),
      {
        scores: [
          ["koniq/1.jpg", 3.1],
          ["koniq/2.jpg", 4],
        ],
        std: [0.6, 0.5],
      },
    ],
    ["a normed score alone", json({ image: "a.bmp", gt_score_norm: 2.5 }), { scores: [["a.bmp", 2.5]] }],
    [
      "two names of the picture",
      json({ image: "other.jpg", img_path: "a.jpg", gt_score: 1 }),
      { scores: [["a.jpg", 1]] },
    ],
    [
      "KonIQ-10k",
      "image_name,c1,c2,c3,c4,c5,c_total,MOS,SD,MOS_zscore\n10004473376.jpg,0,0,25,73,7,105,3.828571429,0.527277894,75.69\n10007357496.jpg,0,3,45,47,1,96,3.479166667,0.578,65.1\n",
      {
        scores: [
          ["10004473376.jpg", 3.828571429],
          ["10007357496.jpg", 3.479166667],
        ],
        std: [0.527277894, 0.578],
        notes: /image_name.*mos.*sd.*mos_zscore/s,
      },
    ],
    [
      "KonIQ-10k with its sets, one of them",
      '"image_name","c1","c2","c3","c4","c5","c_total","MOS","SD","set"\n"1.jpg",0,0,25,73,7,105,75.6,1.1,"training"\n"2.jpg",0,0,1,1,1,3,60,1,"test"\n"3.jpg",0,0,1,1,1,3,50,1,"validation"\n',
      { scores: [["2.jpg", 60]], notes: /training 1, test 1, validation 1/ },
      { split: "test" },
    ],
    [
      "SPAQ",
      workbook([
        ["Image name", "MOS", "Brightness", "Colorfulness", "Contrast", "Noisiness", "Sharpness"],
        ["00001.jpg", 48.86, 1, 2, 3, 4, 5],
        ["00002.jpg", 62.5, 1, 2, 3, 4, 5],
      ]),
      {
        scores: [
          ["00001.jpg", 48.86],
          ["00002.jpg", 62.5],
        ],
      },
    ],
    [
      "KADID-10k, whose dmos is higher where the picture is better",
      "dist_img,ref_img,dmos,var\nI01_01_01.png,I01.png,4.57,0.64\nI01_01_02.png,I01.png,4.33,0.25\n",
      {
        scores: [
          ["I01_01_01.png", 4.57],
          ["I01_01_02.png", 4.33],
        ],
        std: [0.8, 0.5],
        notes: /--lower-is-better/,
      },
    ],
    [
      "AGIQA-3K",
      'name,prompt,adj1,adj2,style,mos_quality,std_quality,mos_align,std_align\nAttnGAN_normal_000.jpg,"statue of a man, stone",,,,0.965602553,0.1,2,0.2\n',
      { scores: [["AttnGAN_normal_000.jpg", 0.965602553]], std: [0.1] },
    ],
    [
      "IQA-PyTorch without references",
      "img_name,mos,std,split\nimg/a.bmp,30.5,4,train\nimg/b.bmp,40,5,train\n",
      {
        scores: [
          ["img/a.bmp", 30.5],
          ["img/b.bmp", 40],
        ],
      },
    ],
    [
      "IQA-PyTorch with references",
      "ref_name,dist_name,dmos,std\nr/1.bmp,jpeg/1_1.bmp,20,1\n",
      { scores: [["jpeg/1_1.bmp", 20]] },
    ],
    [
      "LIVE, where less is better",
      "dist_name,dmos\na.bmp,0\nb.bmp,80\nc.bmp,30\n",
      {
        scores: [
          ["a.bmp", 80],
          ["b.bmp", 0],
          ["c.bmp", 50],
        ],
        notes: /reflected.*0.*80/,
      },
      { lowerIsBetter: true },
    ],
    [
      "less is better in JSON",
      json({ image: "a.png", gt_score: 1 }, { image: "b.png", gt_score: 0.25 }),
      {
        scores: [
          ["a.png", 0.25],
          ["b.png", 1],
        ],
      },
      { lowerIsBetter: true },
    ],
    [
      "less is better in one of two splits, which are reflected alike",
      "image,dmos,set\na.jpg,10,test\nb.jpg,0,training\nc.jpg,100,training\n",
      { scores: [["a.jpg", 90]], notes: /reflected as \(0 \+ 100\)/ },
      { lowerIsBetter: true, split: "test" },
    ],
    ["semicolons", "Image;Mos;Std\na.jpg;1.5;0.1\n", { scores: [["a.jpg", 1.5]], std: [0.1] }],
    ["tabs", "filename\tmos\na.jpg\t1.5\n", { scores: [["a.jpg", 1.5]] }],
    [
      "Windows: a byte-order mark, line ends, paths",
      "\ufeffimg_path,gt_score\r\nkoniq\\test\\a.jpg,1\r\n.\\b.jpg,2\r\n",
      {
        scores: [
          ["koniq/test/a.jpg", 1],
          ["b.jpg", 2],
        ],
      },
    ],
    ["a backslash in JSON", json({ image: "live\\a.jpg", gt_score: 1 }), { scores: [["live/a.jpg", 1]] }],
    [
      "an object a line",
      '{"image":"a.jpg","gt_score":1}\n{"image":"b.jpg","gt_score":2}\n',
      {
        scores: [
          ["a.jpg", 1],
          ["b.jpg", 2],
        ],
      },
    ],
    ["a list in an object", '{"version":1,"files":[{"img":"a.jpg","mos":3}]}', { scores: [["a.jpg", 3]] }],
    [
      "the running number of pandas",
      ",image,gt_score,std\n0,a.jpg,1,\n1,b.jpg,2,0.5\n",
      {
        scores: [
          ["a.jpg", 1],
          ["b.jpg", 2],
        ],
        std: [null, 0.5],
      },
    ],
    ["gzip", gzipSync("image_name,MOS\na.jpg,3\n"), { scores: [["a.jpg", 3]] }],
    [
      "a split in JSON",
      json({ image: "a.jpg", gt_score: 1, split: "train" }, { image: "b.jpg", gt_score: 2, split: "test" }),
      { scores: [["a.jpg", 1]] },
      { split: "train" },
    ],
  ];

describe("iqa files that are read", () => {
  it.each(readable)("%s", async (_, content, expected, options = {}) => {
    const { items, problems, notes = [] } = await read(content, options);
    expect(problems).toEqual([]);
    expect(items.map(({ imagePath, mos }) => [imagePath, mos])).toEqual(expected.scores);
    if (expected.std) expect(items.map(({ mosStd }) => mosStd)).toEqual(expected.std);
    if (expected.notes) expect(notes.join("\n")).toMatch(expected.notes);
  });
});

const refused: [what: string, content: string | Uint8Array, reason: RegExp, options?: SourceOptions][] = [
  ["no score", "image_name,Brightness\na.jpg,3\n", /no column.*MOS.*image_name, Brightness/i],
  ["no picture", "id,MOS\n1,3\n", /no column.*picture.*id, MOS/i],
  ["no header", "A0002_00_00.bmp,1446.33\nA0002_00_01.bmp,1455.2\n", /A0002_00_00.bmp.*header/s],
  ["another split", "image,mos,set\na.jpg,1,training\n", /"dev".*training 1/, { split: "dev" }],
  ["a split of a file without", "image,mos\na.jpg,1\n", /no splits/, { split: "test" }],
  ["text", "just some words", /neither JSON nor a table/],
  ["numbers only", "[1, 2, 3]", /\[0\]: must be an object/],
  ["an object without a list", '{"a.jpg": 3.5}', /not a list/],
];

describe("iqa files that are refused", () => {
  it.each(refused)("%s", async (_, content, reason, options = {}) => {
    const reading = read(content, options).then(({ problems }) => {
      throw new Error(problems.map(({ at, reason }) => `${at}: ${reason}`).join("\n"));
    });
    await expect(reading).rejects.toThrow(reason);
  });

  it("names row and column of what is wrong", async () => {
    const table =
      'Image name,MOS,SD\na.jpg,,\nb.jpg,nan,\na.jpg,3,\n/etc/c.jpg,1,\nd.jpg,"1,5",\ne.jpg,2,x\nf.jpg,2,-1\na.jpg,4,\n';
    expect((await read(table)).problems.map(({ at }) => at)).toEqual([
      "line 2.mos",
      "line 3.mos",
      "line 5.image_name",
      "line 6.mos",
      "line 7.sd",
      "line 8.sd",
      "line 9.image_name",
    ]);
  });
});
