import type { Budget, Environment, Health } from '../../constructs';

/** What a service of the shop says of itself. */
export interface ServiceFacts {
  readonly port: number;
  readonly budget: Budget;
  readonly health: Health;
  /** Services it calls, and the variable that tells it where each is. */
  readonly calls: Readonly<Record<string, ServiceName | 'redis-cart'>>;
  readonly env?: NonNullable<Environment['env']>;
}

/** The services that answer requests; the load generator and the store of the carts are the eleventh and the twelfth. */
export type ServiceName =
  | 'adservice' | 'cartservice' | 'checkoutservice' | 'currencyservice' | 'emailservice' | 'frontend' | 'paymentservice' | 'productcatalogservice'
  | 'recommendationservice' | 'shippingservice';

const SMALL: Budget = { cpu: { request: '100m', limit: '200m' }, memory: { request: '64Mi', limit: '128Mi' } };
/** All but the front end answer the health protocol of gRPC, for the server as a whole. */
const GRPC: Health = { readiness: { grpc: '' } };
const QUIET = { DISABLE_PROFILER: '1' } as const;

export const SERVICES: { readonly [N in ServiceName]: ServiceFacts } = {
  adservice: { port: 9555, health: GRPC, calls: {}, budget: { cpu: { request: '200m', limit: '300m' }, memory: { request: '180Mi', limit: '300Mi' } } },
  cartservice: {
    port: 7070, health: GRPC, calls: { REDIS_ADDR: 'redis-cart' }, budget: { cpu: { request: '200m', limit: '300m' }, memory: { request: '64Mi', limit: '128Mi' } },
  },
  checkoutservice: {
    port: 5050,
    health: GRPC,
    budget: SMALL,
    calls: {
      PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice', SHIPPING_SERVICE_ADDR: 'shippingservice', PAYMENT_SERVICE_ADDR: 'paymentservice',
      EMAIL_SERVICE_ADDR: 'emailservice', CURRENCY_SERVICE_ADDR: 'currencyservice', CART_SERVICE_ADDR: 'cartservice',
    },
  },
  currencyservice: { port: 7000, health: GRPC, budget: SMALL, calls: {}, env: QUIET },
  emailservice: { port: 5000, health: GRPC, budget: SMALL, calls: {}, env: QUIET },
  frontend: {
    port: 8080,
    health: { readiness: { http: '/_healthz' } },
    budget: SMALL,
    calls: {
      PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice', CURRENCY_SERVICE_ADDR: 'currencyservice', CART_SERVICE_ADDR: 'cartservice',
      RECOMMENDATION_SERVICE_ADDR: 'recommendationservice', SHIPPING_SERVICE_ADDR: 'shippingservice', CHECKOUT_SERVICE_ADDR: 'checkoutservice', AD_SERVICE_ADDR: 'adservice',
    },
    // It does not start without an address for the assistant, which is an extra nobody installs here.
    env: { ENABLE_PROFILER: '0', SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80' },
  },
  paymentservice: { port: 50051, health: GRPC, budget: SMALL, calls: {}, env: QUIET },
  productcatalogservice: { port: 3550, health: GRPC, budget: SMALL, calls: {}, env: QUIET },
  recommendationservice: {
    port: 8080,
    health: GRPC,
    calls: { PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice' },
    budget: { cpu: { request: '100m', limit: '200m' }, memory: { request: '225Mi', limit: '450Mi' } },
    env: QUIET,
  },
  shippingservice: { port: 50051, health: GRPC, budget: SMALL, calls: {}, env: QUIET },
};
