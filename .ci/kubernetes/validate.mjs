// Checks the manifests under a folder as kustomize reads them: each file is named by its kustomization.yaml, each patch
// applies, and every object, patched or not, keeps to the schema of its kind. Prints a line per fact.
// Arguments: the folder of the manifests, the folder in which npm installed the packages of package.json.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, packages] = process.argv.slice(2);
const modules = resolve(packages, 'node_modules');
const require = createRequire(join(modules, 'any.js'));
const { parse, parseAllDocuments } = require('yaml');
const jsonpatch = require('fast-json-patch');

let passed = 0;
let failed = 0;
async function fact(name, check) {
  try {
    await check();
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error.message}`);
  }
}

async function validate(object) {
  const { apiVersion, kind } = object;
  const from = apiVersion.startsWith('monitoring.coreos.com/') ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models';
  const models = await import(pathToFileURL(join(modules, from, apiVersion, 'index.js')));
  new models[kind](object).validate();
}

function parsed(path) {
  return parseAllDocuments(readFileSync(path, 'utf8'), { strict: true, uniqueKeys: true }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS();
  });
}

const unchecked = (name, check) => check();

// The objects of a kustomization: its labels, its resources and its patches, as far as ours use kustomize.
async function built(kustomization, check = fact) {
  const base = dirname(kustomization);
  const { resources, patches = [], labels = [], namespace } = parse(readFileSync(kustomization, 'utf8'));
  const beside = readdirSync(base).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');
  await check(`${kustomization} names each file beside it`, () => {
    const missing = beside.filter((name) => !resources.includes(name));
    if (missing.length > 0) throw new Error(missing.join(' '));
  });
  const objects = [];
  for (const path of resources.map((resource) => join(base, resource))) {
    const nested = join(path, 'kustomization.yaml');
    objects.push(...(existsSync(nested) ? await built(nested, unchecked) : parsed(path)));
  }
  for (const object of objects) {
    for (const { pairs, includeTemplates, includeSelectors } of labels) {
      object.metadata.labels = { ...object.metadata.labels, ...pairs };
      if (includeTemplates && object.spec?.template) {
        object.spec.template.metadata.labels = { ...object.spec.template.metadata.labels, ...pairs };
      }
      if (includeSelectors && object.kind === 'Deployment') object.spec.selector = { matchLabels: pairs };
      if (includeSelectors && object.kind === 'Service') object.spec.selector = pairs;
    }
    if (namespace && object.kind !== 'Namespace') object.metadata.namespace = namespace;
  }
  for (const { target, patch } of patches) {
    await check(`${kustomization} patches ${target.kind} ${target.name}`, () => {
      const found = objects.filter((object) => object.kind === target.kind && object.metadata.name === target.name);
      if (found.length !== 1) throw new Error(`${found.length} such objects`);
      jsonpatch.applyPatch(found[0], parse(patch), true);
    });
  }
  for (const object of objects) {
    await check(`${kustomization}: ${object.kind} ${object.metadata.name} keeps to its schema`, () => validate(object));
  }
  return objects;
}

const base = await built(join(folder, 'base/kustomization.yaml'));
for (const overlay of readdirSync(join(folder, 'overlays'))) {
  await built(join(folder, 'overlays', overlay, 'kustomization.yaml'));
}
await fact('a port that is a word is against the schema', async () => {
  const deployment = structuredClone(base.find(({ kind }) => kind === 'Deployment'));
  deployment.spec.template.spec.containers[0].ports[0].containerPort = 'https';
  const refusal = await validate(deployment).then(() => 'none', (error) => error.message);
  if (!refusal.includes('containerPort')) throw new Error(`refused with: ${refusal}`);
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
