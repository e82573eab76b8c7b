// What htmx cannot do: the command palette, menus that close, rows that are added, focus after a mistake.
(function () {
  'use strict';

  var $ = function (selector, root) { return (root || document).querySelector(selector); };
  var $$ = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };

  // Menus: one open at a time, closed by Escape or a click elsewhere.
  document.addEventListener('click', function (event) {
    $$('details.menu[open]').forEach(function (menu) { if (!menu.contains(event.target)) menu.removeAttribute('open'); });
  });
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    $$('details.menu[open]').forEach(function (menu) {
      menu.removeAttribute('open');
      var summary = $('summary', menu);
      if (summary) summary.focus();
    });
  });

  // The command palette.
  var palette = $('[data-palette]');
  if (palette) {
    var input = $('[data-palette-input]', palette);
    var list = $('[data-palette-list]', palette);
    var chosen = 0;
    var asked = 0;

    var items = function () { return $$('.palette-item', list); };
    var choose = function (index) {
      var all = items();
      if (!all.length) { input.removeAttribute('aria-activedescendant'); return; }
      chosen = (index + all.length) % all.length;
      all.forEach(function (item, i) { item.setAttribute('aria-selected', i === chosen ? 'true' : 'false'); });
      input.setAttribute('aria-activedescendant', all[chosen].id);
      all[chosen].scrollIntoView({ block: 'nearest' });
    };
    var follow = function (item) {
      if (!item) return;
      if (item.dataset.form) {
        var button = $('form[action="/preferences/' + item.dataset.form + '"] [value="' + item.dataset.value + '"]');
        palette.close();
        if (button) button.click();
      } else if (item.href) {
        window.location.assign(item.href);
      }
    };
    var line = function (one, i) {
      var item = document.createElement(one.href ? 'a' : 'div');
      item.className = 'palette-item';
      item.id = 'palette-' + i;
      if (one.href) item.href = one.href;
      if (one.form) { item.dataset.form = one.form; item.dataset.value = one.value; }
      item.setAttribute('role', 'option');
      item.tabIndex = -1;
      var label = document.createElement('span');
      label.className = 'palette-label';
      label.textContent = one.label;
      var detail = document.createElement('small');
      detail.textContent = one.detail;
      item.append(label, detail);
      return item;
    };
    var fill = function (found) {
      list.textContent = '';
      var group;
      found.forEach(function (one, i) {
        if (!group || group.dataset.group !== one.group) {
          group = document.createElement('div');
          group.dataset.group = one.group;
          group.setAttribute('role', 'group');
          group.setAttribute('aria-label', one.group);
          var head = document.createElement('div');
          head.className = 'palette-head';
          head.setAttribute('aria-hidden', 'true');
          head.textContent = one.group;
          group.append(head);
          list.append(group);
        }
        group.append(line(one, i));
      });
      if (!found.length) {
        var none = document.createElement('div');
        none.className = 'palette-none';
        none.textContent = list.dataset.empty;
        none.setAttribute('role', 'option');
        none.setAttribute('aria-disabled', 'true');
        list.append(none);
      }
      choose(0);
    };
    var settled = null;
    var ask = function (then) {
      var mine = ++asked;
      var words = input.value;
      fetch('/search/commands?q=' + encodeURIComponent(words), { headers: { Accept: 'application/json' } })
        .then(function (answer) { return answer.ok ? answer.json() : []; })
        .then(function (found) {
          if (mine !== asked) return;
          fill(found);
          settled = words;
          if (then) then();
        })
        .catch(function () { });
    };
    var open = function (text) {
      if (palette.open) return;
      input.value = text || '';
      palette.showModal();
      ask();
    };
    var timer;
    input.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(function () { ask(); }, 90); });
    input.addEventListener('keydown', function (event) {
      if (event.key === 'ArrowDown') { event.preventDefault(); choose(chosen + 1); }
      if (event.key === 'ArrowUp') { event.preventDefault(); choose(chosen - 1); }
      if (event.key === 'Enter') {
        event.preventDefault();
        clearTimeout(timer);
        if (settled === input.value) follow(items()[chosen]);
        else ask(function () { follow(items()[chosen]); });
      }
    });
    list.addEventListener('click', function (event) {
      var item = event.target.closest('.palette-item[data-form]');
      if (item) follow(item);
    });
    palette.addEventListener('click', function (event) { if (event.target === palette) palette.close(); });
    document.addEventListener('keydown', function (event) {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open('');
      }
    });
  }

  // Arrows move through what was found, from the field that searches and back.
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    var field = event.target.closest('[data-arrows]');
    var here = event.target.closest('[data-arrow]');
    if (!field && !here) return;
    var all = $$('[data-arrow]');
    var to = (here ? all.indexOf(here) : -1) + (event.key === 'ArrowDown' ? 1 : -1);
    if (field && event.key === 'ArrowUp') return;
    event.preventDefault();
    if (to < 0) $('[data-arrows]').focus();
    else if (all[to]) all[to].focus();
  });

  // Rows of repeated fields: a template row is copied, an emptied row is taken away when the form is sent.
  document.addEventListener('click', function (event) {
    var add = event.target.closest('[data-add-row]');
    if (add) {
      event.preventDefault();
      var rows = document.getElementById(add.dataset.addRow);
      var template = $('template', rows.parentNode);
      rows.append(template.content.cloneNode(true));
      if (window.htmx) window.htmx.process(rows.lastElementChild);
      var field = $('input:not([type=hidden]),select,textarea', rows.lastElementChild);
      if (field) field.focus();
    }
    var remove = event.target.closest('[data-remove-row]');
    if (remove) remove.closest('[data-row]').remove();
    var copy = event.target.closest('[data-copy]');
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.copy).then(function () {
        copy.setAttribute('data-copied', '');
        if (copy.dataset.copied_text) copy.textContent = copy.dataset.copied_text;
      });
    }
    var print = event.target.closest('[data-print]');
    if (print) window.print();
  });

  // A grid of rules: Enter and Alt with the arrows go from row to row, Ctrl-Enter adds one below.
  document.addEventListener('keydown', function (event) {
    var input = event.target.closest('[data-grid] tbody input');
    if (!input) return;
    var row = input.closest('tr');
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      $('[data-row-add]', row).click();
      return;
    }
    var down = event.key === 'Enter' || (event.altKey && event.key === 'ArrowDown');
    var up = event.altKey && event.key === 'ArrowUp';
    if (!down && !up) return;
    event.preventDefault();
    var next = down ? row.nextElementSibling : row.previousElementSibling;
    var cell = next && $('input[name="' + input.name + '"]', next);
    if (cell) cell.focus();
  });

  // What is picked stands in its field by name; the id behind it travels beside.
  document.addEventListener('input', function (event) {
    var field = event.target;
    if (!field.matches('[data-picker]') || !field.list) return;
    var picked = Array.prototype.find.call(field.list.options, function (one) { return one.value === field.value; });
    if (!picked || !picked.dataset.picked) return;
    var around = field.closest('[data-row]') || field.form;
    var beside = $('[name="' + field.name + '.picked"]', around);
    if (!beside) {
      beside = document.createElement('input');
      beside.type = 'hidden';
      beside.name = field.name + '.picked';
      field.after(beside);
    }
    beside.value = picked.dataset.picked;
    field.value = picked.dataset.picked.replace(/ ?\([0-9a-f-]{36}\)$/, '');
  });

  // Pickers ask for choices by one name, whatever their field is called.
  document.addEventListener('htmx:configRequest', function (event) {
    var field = event.detail.elt;
    if (field.matches('[data-picker]')) event.detail.parameters.words = field.value;
  });

  // Select all rows of a list.
  document.addEventListener('change', function (event) {
    if (event.target.matches('[data-select-all]')) {
      $$('[data-select]', event.target.closest('table')).forEach(function (box) { box.checked = event.target.checked; });
    }
    if (event.target.matches('[data-select-all],[data-select]')) {
      var form = event.target.closest('form');
      var count = $$('[data-select]:checked', form).length;
      $$('[data-selected-count]', form).forEach(function (shown) { shown.textContent = count; });
      $$('[data-when-selected]', form).forEach(function (part) { part.hidden = count === 0; });
    }
    if (event.target.matches('[data-submit-on-change]')) event.target.form.requestSubmit();
    if (event.target.matches('[data-shows]')) {
      $$('[data-shown-by="' + event.target.name + '"]', event.target.form).forEach(function (part) {
        part.hidden = part.dataset.shownFor.split(' ').indexOf(event.target.value) < 0;
      });
    }
  });

  // A form is sent once.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.dataset.sent && form.method === 'post') { event.preventDefault(); return; }
    if (form.method === 'post') {
      form.dataset.sent = 'yes';
      window.addEventListener('pageshow', function () { delete form.dataset.sent; }, { once: true });
    }
  });

  var settle = function (root) {
    // Work that is over leads on to its result by itself.
    var onward = $('[data-follow]', root);
    if (onward) { window.location.replace(onward.href); return; }
    var wrong = $('[data-focus]', root);
    if (wrong) wrong.focus();
    $$('[data-shows]', root).forEach(function (field) { field.dispatchEvent(new Event('change', { bubbles: true })); });
  };
  settle(document);
  document.addEventListener('htmx:afterSettle', function (event) { settle(event.target); });

  // After "saved" was said once, the address forgets it.
  if ($('[data-said]')) {
    var here = new URL(window.location.href);
    here.searchParams.delete('said');
    window.history.replaceState(null, '', here);
  }

  // Charts: what to draw comes as data, its colours are those of the theme. Without this the table below each is open.
  var charts = function () {
    if (!window.echarts) return;
    var style = getComputedStyle(document.documentElement);
    var paint = function (data) {
      return JSON.parse(data.replace(/"@([a-z]+)"/g, function (all, name) {
        return JSON.stringify(style.getPropertyValue('--k-chart-' + name).trim());
      }));
    };
    $$('[data-chart]').forEach(function (place) {
      var first = !place.classList.contains('chart-drawn');
      place.classList.add('chart-drawn');
      var old = window.echarts.getInstanceByDom(place);
      if (old) old.dispose();
      var chart = window.echarts.init(place, null, { renderer: 'svg' });
      var options = paint(place.dataset.chart);
      if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) options.animation = false;
      chart.setOption(options);
      if (!first) return;
      var table = place.parentNode.querySelector('details');
      if (table) table.open = false;
      new ResizeObserver(function () {
        var drawn = window.echarts.getInstanceByDom(place);
        if (drawn) drawn.resize();
      }).observe(place);
    });
  };
  document.addEventListener('DOMContentLoaded', function () {
    charts();
    if ($('[data-chart]')) new MutationObserver(charts).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
  });

  // On paper charts are as large as the paper lets them be, not as the screen had them.
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('.chart-drawn svg:not([viewBox])').forEach(function (drawing) {
      drawing.setAttribute('viewBox', '0 0 ' + drawing.getAttribute('width') + ' ' + drawing.getAttribute('height'));
    });
  });
})();
