// A button that copies, beside each block of code. Without JavaScript everything is there but the buttons.
for (const block of document.querySelectorAll("pre.code:not(.prints)")) {
  const frame = document.createElement("div");
  frame.className = "with-copy";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.textContent.trimEnd());
      button.textContent = "Copied";
    } catch {
      // a page that is not served over HTTPS may not write to the clipboard: select it for the reader
      getSelection().selectAllChildren(block);
      button.textContent = "Selected";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  block.replaceWith(frame);
  frame.append(block, button);
}
