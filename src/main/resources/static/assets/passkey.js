// Passkeys: asks the server what to sign, lets the browser sign it, sends the answer back.
(function () {
  'use strict';
  var make = document.querySelector('[data-passkey-make]');
  var use = document.querySelector('[data-passkey-sign-in]');
  var able = window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON;
  if (!able) return;

  var post = function (path, csrf, body) {
    return fetch(path, {
      method: 'POST',
      headers: { 'X-CSRF-TOKEN': csrf, 'X-XSRF-TOKEN': csrf, 'Content-Type': 'application/json', Accept: 'application/json' },
      body: body
    }).then(function (answer) {
      return answer.json().then(function (json) {
        if (!answer.ok) throw new Error(json.sentence || '');
        return json;
      });
    });
  };
  var wire = function (part, button, work) {
    part.hidden = false;
    button.addEventListener('click', function () {
      var message = part.querySelector('[data-passkey-message]');
      message.hidden = true;
      button.disabled = true;
      work(button.dataset.csrf)
        .then(function (done) { window.location.assign(done.to); })
        .catch(function (error) {
          button.disabled = false;
          message.textContent = error && error.name === 'Error' && error.message ? error.message : button.dataset.failed;
          message.hidden = false;
        });
    });
  };

  if (use) {
    wire(use, use.querySelector('[data-passkey-use]'), function (csrf) {
      return post('/signin/passkey/options', csrf, '').then(function (options) {
        return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      }).then(function (credential) {
        return post('/signin/passkey', csrf, JSON.stringify(credential.toJSON()));
      });
    });
  }
  var confirm = document.querySelector('[data-passkey-confirm]');
  if (confirm) {
    var signed = confirm.closest('form');
    wire(confirm, confirm.querySelector('[data-passkey-use]'), function (csrf) {
      if (!signed.reportValidity()) return Promise.reject(new Error(' '));
      return post('/signin/passkey/options', csrf, '').then(function (options) {
        return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      }).then(function (credential) {
        confirm.querySelector('[name=passkey]').value = JSON.stringify(credential.toJSON());
        signed.submit();
        return new Promise(function () {});
      });
    });
  }
  if (make) {
    var none = document.querySelector('[data-passkey-none]');
    if (none) none.hidden = true;
    wire(make, make.querySelector('[data-passkey-add]'), function (csrf) {
      var label = document.getElementById('passkey-label').value;
      return post('/me/passkeys/options', csrf, '').then(function (options) {
        return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
      }).then(function (credential) {
        return post('/me/passkeys?label=' + encodeURIComponent(label), csrf, JSON.stringify(credential.toJSON()));
      });
    });
  }
})();
