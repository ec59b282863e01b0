import type { Dispatcher } from "undici";
import { CallWithheld } from "#/evaluation/endpoints/call-withheld.ts";

/**
 * Asks `mayStart` in the turn of the event loop in which a request is written, and rejects it with CallWithheld
 * where it may not. From its dispatch to its writing a request waits for a socket, a turn at least, and a process
 * can be frozen there.
 */
export function withholdLate(mayStart: () => boolean): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (...told) => {
        if (!mayStart()) throw new CallWithheld();
        handler.onRequestStart?.(...told);
      },
      onResponseStart: (...told) => handler.onResponseStart?.(...told),
      onResponseData: (...told) => handler.onResponseData?.(...told),
      onResponseEnd: (...told) => handler.onResponseEnd?.(...told),
      onResponseError: (...told) => handler.onResponseError?.(...told),
    });
}
