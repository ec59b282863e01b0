import { expect, type Locator, type Page } from "@playwright/test";

/** How somebody works a page: what they press, and how they come to a figure in a table. */
export type InputDriver = {
  press(target: Locator): Promise<void>;
  pressFigure(figure: Locator): Promise<void>;
  type(field: Locator, text: string): Promise<void>;
  choose(list: Locator, label: string): Promise<void>;
};

export function mouse(): InputDriver {
  return {
    press: (target) => target.click(),
    pressFigure: (figure) => figure.click(),
    type: (field, text) => field.fill(text),
    choose: async (list, label) => {
      await list.selectOption({ label });
    },
  };
}

const patience = 150;

/** Tab, arrows, Enter and letters only: what cannot be reached with them fails. */
export function keyboard(page: Page): InputDriver {
  const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);
  const tabTo = async (target: Locator, arrived: () => Promise<boolean>) => {
    await expect(target).toBeVisible();
    for (let tabs = 0; tabs < patience && !(await arrived()); tabs += 1) await page.keyboard.press("Tab");
    expect(await arrived(), `${target} is reached by Tab`).toBe(true);
  };
  return {
    press: async (target) => {
      await tabTo(target, () => isFocused(target));
      const box = (await target.getAttribute("type")) === "checkbox";
      await page.keyboard.press(box ? "Space" : "Enter");
    },
    pressFigure: async (figure) => {
      await tabTo(figure, () => figure.evaluate(isInSameTable));
      for (let steps = 0; steps < patience && !(await isFocused(figure)); steps += 1)
        await page.keyboard.press(await figure.evaluate(wayFromFocus));
      await expect(figure).toBeFocused();
      await page.keyboard.press("Enter");
    },
    type: async (field, text) => {
      await tabTo(field, () => isFocused(field));
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(text);
    },
    choose: async (list, label) => {
      await tabTo(list, () => isFocused(list));
      await page.keyboard.type(label);
    },
  };
}

function isInSameTable(figure: Element): boolean {
  const at = document.activeElement?.closest("td[data-c]");
  return at?.closest("table") === figure.closest("table");
}

/** The arrow that leads from the figure with the focus towards this one. */
function wayFromFocus(figure: Element): string {
  const [here, there] = [document.activeElement, figure].map((element) => element?.closest("td"));
  const down = (there?.getBoundingClientRect().top ?? 0) - (here?.getBoundingClientRect().top ?? 0);
  if (Math.abs(down) > 2) return down > 0 ? "ArrowDown" : "ArrowUp";
  const along = (there?.getBoundingClientRect().left ?? 0) - (here?.getBoundingClientRect().left ?? 0);
  return along > 0 ? "ArrowRight" : "ArrowLeft";
}
