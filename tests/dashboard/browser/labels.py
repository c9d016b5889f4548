"""Labels of the charts on a page: which overlap, are cut, too small or too pale."""

_READ = """() => {
  const SLACK = 1, CAP = 0.74;
  const paper = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = colour => {
    paper.clearRect(0, 0, 1, 1);
    paper.fillStyle = colour;
    paper.fillRect(0, 0, 1, 1);
    return [...paper.getImageData(0, 0, 1, 1).data];
  };
  const light = colour => {
    const [r, g, b] = rgb(colour).slice(0, 3).map(value => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = token => {
    const probe = document.createElement('i');
    probe.style.color = `var(--${token})`;
    document.querySelector('.stApp').append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  };
  const visible = text => {
    for (let node = text; node && node.tagName !== 'svg'; node = node.parentElement) {
      if (getComputedStyle(node).opacity === '0') return false;
    }
    return text.textContent.trim() !== '';
  };
  const lines = text => {
    const size = parseFloat(getComputedStyle(text).fontSize);
    const parts = text.querySelector('tspan') ? [...text.querySelectorAll('tspan')] : [text];
    return parts.filter(part => part.textContent.trim()).map(part => {
      const box = part.getBoundingClientRect();
      const trim = box.width < box.height && part.textContent.length > 3
        ? 0 : Math.max(0, (box.height - CAP * size) / 2);
      const {left, right} = box;
      return {text, words: part.textContent, left, right, size, top: box.top + trim,
        bottom: box.bottom - trim};
    });
  };
  const paperColour = ground('paper');
  const faults = [];
  let count = 0;
  for (const svg of document.querySelectorAll('.stVegaLiteChart svg.marks')) {
    const frame = svg.getBoundingClientRect();
    const found = [...svg.querySelectorAll('text')].filter(visible).flatMap(lines);
    count += found.length;
    found.forEach((one, index) => {
      if (one.size < 11) faults.push(`${one.words}: ${one.size} px`);
      const right = Math.min(frame.right, innerWidth);
      if (one.left < frame.left - SLACK || one.right > right + SLACK
        || one.top < frame.top - SLACK || one.bottom > frame.bottom + SLACK) {
        const box = [one.left, one.top, one.right, one.bottom].map(Math.round);
        const room = [frame.left, frame.top, right, frame.bottom].map(Math.round);
        faults.push(`cut: ${one.words} ${box} in ${room}`);
      }
      const ratio = contrast(getComputedStyle(one.text).fill, paperColour);
      if (ratio < 4.5) faults.push(`pale: ${one.words} ${ratio.toFixed(2)}`);
      for (const other of found.slice(index + 1)) {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > SLACK && down > SLACK) faults.push(`overlap: ${one.words} | ${other.words}`);
      }
    });
  }
  return [count, faults];
}"""


def label_faults(page):
    """A line for each label that overlaps another, leaves its chart, is too small or too pale."""
    count, faults = page.evaluate(_READ)
    assert count > 0, "no chart on the page has a label"
    return faults
