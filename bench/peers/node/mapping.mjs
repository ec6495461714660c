// How a product with its variants becomes productSet's variables: the fields that the connector's mapping has too.
const readable = (text) => String(text ?? '').replaceAll('_', ' ').replace(/^./, (c) => c.toUpperCase());
const slug = (text) => text.normalize('NFD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
const price = (item, product) => (item.price ?? product.price ?? {}).USD;

export function productVariables([product, ...variants]) {
  const axes = variants.length > 0 ? product.axes ?? [] : [];
  const values = (axis) => [...new Set(variants.map((v) => readable(v.attributes?.[axis])))].map((name) => ({ name }));
  const input = {
    title: product.name?.en_US ?? product.id,
    descriptionHtml: product.description?.en_US ?? '',
    handle: slug(product.name?.en_US ?? product.id),
    vendor: readable(product.attributes?.brand),
    productType: readable(product.family),
    tags: product.tags ?? [],
    status: 'ACTIVE',
    metafields: [{ namespace: 'silkroute', key: 'item_id', value: product.id }],
    productOptions: axes.length > 0
      ? axes.map((axis) => ({ name: readable(axis), values: values(axis) }))
      : [{ name: 'Title', values: [{ name: 'Default Title' }] }],
    variants: (variants.length > 0 ? variants : [product]).map((variant) => ({
      sku: variant.sku ?? variant.id,
      barcode: variant.attributes?.ean,
      price: price(variant, product),
      optionValues: axes.length > 0
        ? axes.map((axis) => ({ optionName: readable(axis), name: readable(variant.attributes?.[axis]) }))
        : [{ optionName: 'Title', name: 'Default Title' }],
    })),
  };
  return { identifier: { customId: { namespace: 'silkroute', key: 'item_id', value: product.id } }, input };
}
