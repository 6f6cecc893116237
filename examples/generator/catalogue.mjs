/** What the shop sells. Prices in cents, so that sums are exact. */
export const products = [
  {
    product_id: 'cof-001',
    sku: 'YIR-250',
    name: 'Yirgacheffe, 250 g',
    category: 'Coffee',
    brand: 'Kaffi',
    cents: 1290,
  },
  {
    product_id: 'cof-002',
    sku: 'HUE-250',
    name: 'Huehuetenango, 250 g',
    category: 'Coffee',
    brand: 'Kaffi',
    cents: 1150,
  },
  {
    product_id: 'cof-003',
    sku: 'DEC-250',
    name: 'Café descafeinado, 250 g',
    category: 'Coffee',
    brand: 'Kaffi',
    cents: 1190,
  },
  {
    product_id: 'cof-004',
    sku: 'OFF-1000',
    name: 'Office blend, 1 kg',
    category: 'Coffee',
    brand: 'Kaffi',
    cents: 2990,
  },
  {
    product_id: 'gea-001',
    sku: 'V60-02',
    name: 'Dripper, size 2',
    category: 'Gear',
    brand: 'Hario',
    cents: 2450,
  },
  {
    product_id: 'gea-002',
    sku: 'KET-09',
    name: 'Gooseneck kettle, 0.9 l',
    category: 'Gear',
    brand: 'Brühwerk',
    cents: 8900,
  },
  {
    product_id: 'gea-003',
    sku: 'GRI-C40',
    name: 'Hand grinder',
    category: 'Gear',
    brand: 'Brühwerk',
    cents: 18_900,
  },
  {
    product_id: 'gea-004',
    sku: 'FIL-100',
    name: 'Paper filters, 100',
    category: 'Gear',
    brand: 'Hario',
    cents: 690,
  },
  { product_id: 'cup-001', sku: 'CUP-BL', name: 'Blå kopp', category: 'Cups', brand: 'Nordlys', cents: 1600 },
  {
    product_id: 'cup-002',
    sku: 'CUP-TR',
    name: 'Travel cup, 350 ml',
    category: 'Cups',
    brand: 'Nordlys',
    cents: 2700,
  },
];

/** The properties of an ecommerce event about one product. */
export function productProperties(product, quantity = 1) {
  const { cents, ...named } = product;
  return { ...named, price: money(cents), quantity };
}

/** The properties of an order: `revenue` is what was sold, `total` what was paid. */
export function orderProperties(orderId, basket, place, chance) {
  const sold = basket.reduce((sum, { product, quantity }) => sum + product.cents * quantity, 0);
  const discount = chance.happens(0.2) ? Math.round(sold / 10) : 0;
  const shipping = sold > 5000 ? 0 : 590;
  const tax = Math.round((sold - discount) * 0.2);
  return {
    order_id: orderId,
    affiliation: 'Kaffi',
    revenue: money(sold - discount),
    shipping: money(shipping),
    tax: money(tax),
    total: money(sold - discount + shipping + tax),
    ...(discount > 0 && { discount: money(discount), coupon: 'HØST10' }),
    currency: place.currency,
    products: basket.map(({ product, quantity }, index) => ({
      ...productProperties(product, quantity),
      position: index + 1,
    })),
  };
}

/** One to three products, each once. */
export function fillBasket(chance) {
  const basket = new Map();
  for (let count = chance.whole(1, 3); count > 0; count -= 1) {
    basket.set(chance.pick(products), chance.whole(1, 2));
  }
  return [...basket].map(([product, quantity]) => ({ product, quantity }));
}

function money(cents) {
  return cents / 100;
}
