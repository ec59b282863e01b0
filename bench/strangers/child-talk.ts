import { type ChildProcess, fork } from "node:child_process";
import type { ParentOrder, ParentReport } from "#/bench/strangers/answer-parent.ts";

/** A process of the bench's own that is asked things and answers each, in any order. */
export class ChildTalk<Order extends object, Report extends object> {
  readonly #child: ChildProcess;
  readonly #file: string;
  readonly #waiting = new Map<number, PromiseWithResolvers<Report>>();
  #asked = 0;

  constructor(file: string) {
    this.#file = file;
    this.#child = fork(file, { execArgv: ["--disable-warning=ExperimentalWarning"] });
    this.#child.on("message", ({ id, report, trouble }: ParentReport<Report>) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (report) waiting?.resolve(report);
      else waiting?.reject(new Error(trouble));
    });
    this.#child.once("exit", (code, signal) => {
      const error = new Error(`${file} ended with ${signal ?? `code ${code}`}; its reason stands above.`);
      for (const waiting of this.#waiting.values()) waiting.reject(error);
      this.#waiting.clear();
    });
  }

  ask(order: Order): Promise<Report> {
    const waiting = Promise.withResolvers<Report>();
    if (!this.#child.connected) return Promise.reject(new Error(`${this.#file} has ended.`));
    const id = ++this.#asked;
    this.#waiting.set(id, waiting);
    this.#child.send({ id, order } satisfies ParentOrder<Order>);
    return waiting.promise;
  }

  end(): void {
    this.#waiting.clear();
    this.#child.kill("SIGKILL");
  }
}
