// Passkeys (WebAuthn). A form marked data-passkey asks the browser to "make" or to "use" one when it is sent; the
// browser's answer goes along in its field `credential`. What to ask for is in the page (data-options names the
// element that holds it) or at an address (data-options-at), so that a challenge is made only when somebody wants it.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const withBytes = (credentials = []) => credentials.map((one) => ({ ...one, id: bytes(one.id) }));

const plain = (credential) => {
  const { response } = credential;
  const given = (name) => (response[name] ? { [name]: text(response[name]) } : {});
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      ...Object.assign({}, ...["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].map(given)),
      ...(response.getTransports ? { transports: response.getTransports() } : {}),
    },
  };
};

const make = (options) =>
  navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
      // One that is kept on the device and proves who holds it signs in by itself.
      authenticatorSelection: {
        ...options.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
    },
  });

const use = (options) =>
  navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: withBytes(options.allowCredentials) },
  });

const optionsOf = async ({ options, optionsAt }) => {
  if (!optionsAt) return JSON.parse(document.getElementById(options).textContent).publicKey;
  const answer = await fetch(optionsAt, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options.publicKey;
};

const say = (form, message) => {
  const said = document.createElement("p");
  said.className = "error";
  said.textContent = message;
  form.querySelector("[data-said]").replaceChildren(said);
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const said = form.querySelector("[data-said]").dataset;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!window.PublicKeyCredential) return say(form, said.unsupported);
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const ask = form.dataset.passkey === "make" ? make : use;
      form.elements.credential.value = JSON.stringify(plain(await ask(await optionsOf(form.dataset))));
      form.submit();
    } catch {
      // Cancelled, timed out, no passkey for this site, or no network: the browser does not tell which, on purpose.
      button.disabled = false;
      say(form, said.failed);
    }
  });
}
