// Every call and every property below is checked by the compiler against what was generated of the document.
import assert from 'node:assert/strict';
import createClient from 'openapi-fetch';
import type { components, paths } from './generated/api.js';

type ActivityList = components['schemas']['ActivityList'];
type Status = components['schemas']['Status'];

const baseUrl = process.env.SILKROUTE!;
const basic = Buffer.from(`admin:${process.env.SILKROUTE_ADMIN_PASSWORD}`).toString('base64');
const api = createClient<paths>({ baseUrl, headers: { Authorization: `Basic ${basic}` } });
const name = `smoke-${Date.now()}`;

const made = await api.POST('/api/connectors', {
  body: {
    name,
    config: { shop: { domain: 'demo.myshopify.com', endpoint: baseUrl, accessToken: process.env.SHOP_TOKEN! } },
  },
});
assert.equal(made.response.status, 201);
assert.equal(made.data?.active, false);

const again = await api.POST('/api/connectors', { body: { name } });
assert.equal(again.response.status, 409);
assert.match(again.error!.detail, /already/);

const connector = { path: { connector: name } };
const test = await api.POST('/api/connectors/{connector}/shop/test', { params: connector });
assert.equal(test.data?.passed, true, test.data?.sentence);

const token = (await api.POST('/api/connectors/{connector}/pim-tokens', { params: connector })).data!.token;
const pushed = await api.POST('/pim/{connector}/items', {
  params: connector,
  headers: { Authorization: `Bearer ${token}` },
  body: { type: 'product', id: 'SMOKE-1', name: { en_US: 'Smoke' }, price: { USD: '39' } },
});
assert.equal(pushed.data?.accepted, 1);

const active = await api.PUT('/api/connectors/{name}/activate', { params: { path: { name } } });
assert.equal(active.data?.active, true);

let status: Status | undefined;
for (let i = 0; i < 60 && status?.lastRun?.state !== 'completed'; i++) {
  await new Promise((resolve) => setTimeout(resolve, 500));
  status = (await api.GET('/api/connectors/{connector}/status', { params: connector })).data;
}
assert.equal(status?.lastRun?.counts.created, 1);

const item = await api.GET('/api/connectors/{connector}/items/{type}/{id}', {
  params: { path: { connector: name, type: 'product', id: 'SMOKE-1' } },
});
assert.match(item.data?.shopifyId ?? '', /^gid:/);

const activity = await api.GET('/api/activity', { params: { query: { connector: name, outcome: 'created', limit: 10 } } });
assert.equal((activity.data as ActivityList).items.length, 1); // it may be CSV as well

const none = await api.GET('/api/runs/{id}', { params: { path: { id: 'none' } } });
assert.equal(none.error?.status, 404);

await api.PUT('/api/connectors/{name}/deactivate', { params: { path: { name } } });
const gone = await api.DELETE('/api/connectors/{name}', { params: { path: { name } } });
assert.equal(gone.response.status, 204);
console.log('The generated client works.');
