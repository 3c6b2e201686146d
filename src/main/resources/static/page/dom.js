// Text from the wire becomes text nodes only, never markup.
export const byId = (id) => document.getElementById(id);

export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) {
      node[name] = value;
    } else {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.map((child) => (child instanceof Node ? child : String(child))));
  return node;
}

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export const count = (n) => n.toLocaleString('en');
export const millis = (seconds) => `${(seconds * 1000).toFixed(1)} ms`;
export const later = (ms) => new Promise((done) => setTimeout(done, ms));
