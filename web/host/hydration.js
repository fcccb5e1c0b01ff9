// Frameworks compare the HTML that the server sent with what they would render, and discard a part that
// differs (React: error 418). Until the page's scripts have done so, nothing inside an application is
// changed. A <two-boxes> need not wait: its frame is in its shadow root.

/** Where frameworks put an application, and a page that one owns as a whole. An older browser leaves out :has(). */
const application = ':is(#root,#app,[id^=__],[data-hk],[ng-server-context],astro-island,:has([src*="/_next/"],[rel=modulepreload]))';

let over = false;

/** Whether a framework may still compare an element with what it renders. @param {Element} element */
export const mayHydrate = (element) => !over && !element.matches("two-boxes") && element.closest(application) !== null;

/**
 * Calls back once the page has loaded and is idle.
 * @param {() => void} callback
 */
export function afterHydration(callback) {
  const end = () => {
    over = true;
    callback();
  };
  const wait = () => (window.requestIdleCallback ?? ((run) => setTimeout(run, 500)))(end); // Safari has none
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
}
