'use strict';
(function () {
  const units = 10000;

  function points(path) {
    const list = [];
    let x = 0;
    for (const part of path.getAttribute('d').match(/[MLHVh][^MLHVh]*/g) || []) {
      const numbers = part.slice(1).trim().split(/\s+/).map(Number);
      const last = list[list.length - 1];
      switch (part[0]) {
        case 'V': last.high = numbers[0]; break;
        case 'H': x = numbers[0]; list.push({x: x, low: last.low, high: last.low}); break;
        case 'h': break;
        default: x = numbers[0]; list.push({x: x, low: numbers[1], high: numbers[1]});
      }
    }
    return list;
  }

  function nearest(list, x) {
    let low = 0, high = list.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle].x < x) { low = middle + 1; } else { high = middle; }
    }
    const before = list[Math.max(0, low - 1)];
    return Math.abs(before.x - x) < Math.abs(list[low].x - x) ? before : list[low];
  }

  function value(svg, y) {
    const low = Number(svg.dataset.low), high = Number(svg.dataset.high), share = 1 - y / 1000;
    return svg.dataset.log === 'true' ? low * Math.pow(high / low, share) : low + (high - low) * share;
  }

  function number(v) {
    return v !== 0 && Math.abs(v) < 0.01 ? v.toExponential(1) : v.toFixed(3);
  }

  function describe(svg, x) {
    const texts = [];
    for (const path of svg.querySelectorAll('.line')) {
      path.points = path.points || points(path);
      const point = nearest(path.points, x);
      if (path.classList.contains('s-budget') || Math.abs(point.x - x) > 120) { continue; }
      const low = number(value(svg, point.low)), high = number(value(svg, point.high));
      texts.push(path.dataset.name + ' ' + (low === high ? low : low + ' to ' + high));
    }
    return texts.length ? svg.getAttribute('aria-label') + ': ' + texts.join(', ') : '';
  }

  function follow(section) {
    const stack = section.querySelector('.stack');
    const readout = section.querySelector('.readout');
    const field = section.querySelector('.field');
    const cursor = document.createElement('div');
    cursor.className = 'cursor';
    cursor.hidden = true;
    stack.appendChild(cursor);
    stack.addEventListener('pointerleave', function () {
      cursor.hidden = true;
      readout.hidden = true;
    });
    stack.addEventListener('pointermove', function (event) {
      const box = field.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      cursor.hidden = readout.hidden = share < 0 || share > 1;
      if (cursor.hidden) { return; }
      cursor.style.left = (event.clientX - stack.getBoundingClientRect().left) + 'px';
      const from = Number(section.dataset.from), to = Number(section.dataset.to);
      const time = new Date((from + share * (to - from)) * 1000);
      readout.textContent = '';
      const parts = [time.toISOString().replace('T', ' ').slice(0, 21) + ' UTC'];
      section.querySelectorAll('svg').forEach(function (svg) {
        parts.push(describe(svg, share * units));
      });
      for (const part of parts.filter(Boolean)) {
        const span = document.createElement('span');
        span.textContent = part;
        readout.appendChild(span);
      }
    });
  }

  document.querySelectorAll('.tenant').forEach(follow);
  let drawn = 0;
  document.querySelectorAll('.plot svg').forEach(function (svg) {
    const box = svg.getBoundingClientRect();
    if (box.width > 0 && box.height > 0 && svg.querySelector('.line')) { drawn++; }
  });
  document.documentElement.dataset.drawn = String(drawn);
}());
