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

  function number(svg, y) {
    const v = value(svg, y);
    if (svg.dataset.log === 'true') { return v.toExponential(1); }
    const edge = svg.dataset.cut === 'true' ? (y <= 0 ? '\u2265 ' : y >= 1000 ? '\u2264 ' : '') : '';
    const span = Number(svg.dataset.high) - Number(svg.dataset.low);
    return edge + String(Number(v.toFixed(span > 1.05 ? 1 : 3)));
  }

  function describe(svg, x) {
    const texts = [];
    for (const path of svg.querySelectorAll('.line:not(.fixed)')) {
      path.points = path.points || points(path);
      const point = nearest(path.points, x);
      if (Math.abs(point.x - x) > 120) { continue; }
      const low = number(svg, point.low), high = number(svg, point.high);
      texts.push(path.dataset.name + ' ' + (low === high ? low : low + ' to ' + high));
    }
    return texts.join('\n');
  }

  function element(parent, name) {
    const child = document.createElement('div');
    child.className = name;
    child.hidden = true;
    parent.appendChild(child);
    return child;
  }

  function follow(section) {
    const stack = section.querySelector('.stack');
    const fields = Array.from(section.querySelectorAll('.field'));
    const cursor = element(stack, 'cursor');
    const clock = element(cursor, 'value clock');
    const values = fields.map(function (field) { return element(field, 'value'); });
    const from = Number(section.dataset.from), to = Number(section.dataset.to);

    function hide() {
      [cursor, clock].concat(values).forEach(function (part) { part.hidden = true; });
    }

    stack.addEventListener('pointerleave', hide);
    stack.addEventListener('pointermove', function (event) {
      const box = fields[0].getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      hide();
      if (share < 0 || share > 1) { return; }
      const side = share < 0.5 ? 'right' : 'left';
      cursor.hidden = clock.hidden = false;
      cursor.style.left = (event.clientX - stack.getBoundingClientRect().left) + 'px';
      clock.dataset.side = side;
      clock.textContent = new Date((from + share * (to - from)) * 1000).toISOString().slice(11, 21) + ' UTC';
      fields.forEach(function (field, i) {
        const text = describe(field.querySelector('svg'), share * units);
        values[i].hidden = text === '';
        values[i].textContent = text;
        values[i].dataset.side = side;
        values[i].style.left = (share * 100) + '%';
      });
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
