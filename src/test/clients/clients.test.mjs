// Shopify's own Node clients against the sandbox shop. They insist on https and a myshopify.com address, so their
// fetch is led to the sandbox; all else is theirs.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createAdminApiClient } from '@shopify/admin-api-client';
import { createGraphQLClient } from '@shopify/graphql-client';
import '@shopify/shopify-api/adapters/node';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import { GraphqlQueryError, HttpResponseError, Session, shopifyApi } from '@shopify/shopify-api';

const sandbox = process.env.SANDBOX ?? 'http://127.0.0.1:9393';
const token = process.env.SANDBOX_TOKEN ?? 'sandbox-token';
const domain = 'sandbox.myshopify.com';
const apiVersion = '2026-10';

const led = (url, init) => fetch(String(url).replace(/^https:\/\/[^/]+/, sandbox), init);
const control = (wanted) =>
  fetch(`${sandbox}/sandbox/control`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': token },
    body: JSON.stringify(wanted),
  });

const productSet = `mutation set($input: ProductSetInput!) {
  productSet(input: $input) { product { id title handle variants(first: 5) { nodes { sku price } } } userErrors { field message code } }
}`;
const lamp = (title) => ({
  input: {
    title,
    productOptions: [{ name: 'Size', values: [{ name: 'S' }, { name: 'M' }] }],
    variants: ['S', 'M'].map((name) => ({ sku: `${title}-${name}`, price: '9.90', optionValues: [{ optionName: 'Size', name }] })),
  },
});

const shopify = shopifyApi({
  apiKey: 'sandbox-client',
  apiSecretKey: 'sandbox-secret',
  scopes: ['write_products'],
  hostName: 'app.example',
  isEmbeddedApp: false,
  apiVersion,
  isTesting: true,
  logger: { log: () => {} },
});
setAbstractFetchFunc(led);
const session = (accessToken) => new Session({ id: 'one', shop: domain, state: '', isOnline: false, accessToken });

test('graphql-client asks and writes', async () => {
  const client = createGraphQLClient({
    url: `${sandbox}/admin/api/${apiVersion}/graphql.json`,
    headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': token },
    fetchApi: fetch,
  });
  const shop = await client.request('query { shop { name myshopifyDomain } }');
  assert.equal(shop.errors, undefined);
  assert.ok(shop.data.shop.name);
  assert.ok(shop.extensions.cost.throttleStatus.restoreRate > 0);
  const set = await client.request(productSet, { variables: lamp('Graphql lamp') });
  assert.equal(set.errors, undefined);
  assert.deepEqual(set.data.productSet.userErrors, []);
  assert.deepEqual(set.data.productSet.product.variants.nodes.map((variant) => variant.sku), ['Graphql lamp-S', 'Graphql lamp-M']);
});

test('admin-api-client asks, writes and reads errors', async () => {
  const client = createAdminApiClient({ storeDomain: domain, apiVersion, accessToken: token, customFetchApi: led });
  const set = await client.request(productSet, { variables: lamp('Admin lamp') });
  assert.equal(set.errors, undefined);
  assert.equal(set.data.productSet.product.title, 'Admin lamp');
  const wrong = await client.request('query { shop { nonsense } }');
  assert.match(JSON.stringify(wrong.errors.graphQLErrors), /undefinedField/);
  const stranger = createAdminApiClient({ storeDomain: domain, apiVersion, accessToken: 'no', customFetchApi: led });
  assert.equal((await stranger.request('query { shop { name } }')).errors.networkStatusCode, 401);
});

test('admin-api-client carries a bulk mutation from upload to result', async () => {
  const client = createAdminApiClient({ storeDomain: domain, apiVersion, accessToken: token, customFetchApi: led });
  const staged = await client.request(
    `mutation stage($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input)
      { stagedTargets { url parameters { name value } } userErrors { message } } }`,
    { variables: { input: [{ resource: 'BULK_MUTATION_VARIABLES', filename: 'lamps.jsonl', mimeType: 'text/jsonl', httpMethod: 'POST' }] } },
  );
  const [target] = staged.data.stagedUploadsCreate.stagedTargets;
  const form = new FormData();
  target.parameters.forEach(({ name, value }) => form.append(name, value));
  const lines = ['Bulk one', 'Bulk two'].map((title) => JSON.stringify(lamp(title))).join('\n');
  form.append('file', new Blob([lines], { type: 'text/jsonl' }), 'lamps.jsonl');
  assert.equal((await fetch(target.url, { method: 'POST', body: form })).status, 201);
  const started = await client.request(
    `mutation run($mutation: String!, $path: String!) { bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path)
      { bulkOperation { id status } userErrors { message code } } }`,
    { variables: { mutation: productSet, path: target.parameters.find(({ name }) => name === 'key').value } },
  );
  assert.deepEqual(started.data.bulkOperationRunMutation.userErrors, []);
  const { id } = started.data.bulkOperationRunMutation.bulkOperation;
  let operation;
  for (let n = 0; n < 100 && operation?.status !== 'COMPLETED'; n++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const polled = await client.request('query poll($id: ID!) { bulkOperation(id: $id) { status url objectCount } }', { variables: { id } });
    operation = polled.data.bulkOperation;
  }
  assert.equal(operation.status, 'COMPLETED');
  const result = (await (await fetch(operation.url)).text()).trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(result.map((line) => line.__lineNumber).sort(), [0, 1]);
  assert.ok(result.every((line) => line.data.productSet.product.id));
});

test('shopify-api asks with a fixed token and with one it was granted', async () => {
  const fixed = new shopify.clients.Graphql({ session: session(token), apiVersion });
  const shop = await fixed.request('query { shop { name } }');
  assert.ok(shop.data.shop.name);
  const granted = await shopify.auth.clientCredentials({ shop: domain });
  assert.ok(granted.session.accessToken);
  const client = new shopify.clients.Graphql({ session: granted.session, apiVersion });
  const set = await client.request(productSet, { variables: lamp('Granted lamp') });
  assert.deepEqual(set.data.productSet.userErrors, []);
});

test('shopify-api understands THROTTLED, a refused token and a server error', async () => {
  const client = new shopify.clients.Graphql({ session: session(token), apiVersion });
  await control({ faults: [{ kind: 'error', code: 'THROTTLED', times: 1 }] });
  await assert.rejects(client.request('query { shop { name } }'), (error) => {
    assert.ok(error instanceof GraphqlQueryError);
    assert.match(JSON.stringify(error.body), /THROTTLED/);
    return true;
  });
  await assert.rejects(
    new shopify.clients.Graphql({ session: session('no'), apiVersion }).request('query { shop { name } }'),
    (error) => error instanceof HttpResponseError && error.response.code === 401,
  );
  await control({ faults: [{ kind: 'status', status: 503, retryAfter: '1', times: 1 }] });
  const again = await client.request('query { shop { name } }', { retries: 2 });
  assert.ok(again.data.shop.name);
});
