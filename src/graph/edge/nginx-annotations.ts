/** How ingress-nginx reads an annotation. `any` = as a text of some other form. */
export type AnnotationForm = 'integer' | 'size' | 'switch' | 'boolean' | 'protocol' | 'snippet' | 'any';

const NAMES: Readonly<Record<AnnotationForm, string>> = {
  integer: 'auth-keepalive auth-keepalive-requests auth-keepalive-timeout auth-tls-verify-depth canary-weight canary-weight-total cors-max-age '
    + 'limit-burst-multiplier limit-connections limit-rate limit-rate-after limit-rpm limit-rps permanent-redirect-code proxy-buffers-number '
    + 'proxy-connect-timeout proxy-next-upstream-timeout proxy-next-upstream-tries proxy-read-timeout proxy-send-timeout proxy-ssl-verify-depth '
    + 'temporal-redirect-code upstream-hash-by-subset-size',
  size: 'client-body-buffer-size proxy-body-size proxy-buffer-size proxy-busy-buffers-size proxy-max-temp-file-size',
  switch: 'proxy-buffering proxy-request-buffering',
  boolean: 'auth-always-set-cookie auth-keepalive-share-vars canary cors-allow-credentials disable-proxy-intercept-errors enable-access-log enable-cors '
    + 'enable-global-auth enable-modsecurity enable-opentelemetry enable-owasp-core-rules enable-rewrite-log force-ssl-redirect from-to-www-redirect '
    + 'http2-push-preload preserve-trailing-slash service-upstream ssl-passthrough ssl-redirect use-port-in-redirects use-regex',
  protocol: 'backend-protocol',
  snippet: 'auth-snippet configuration-snippet modsecurity-snippet server-snippet stream-snippet',
  any: 'affinity affinity-canary-behavior affinity-mode allowlist-source-range app-root auth-cache-duration auth-cache-key auth-method '
    + 'auth-proxy-set-headers auth-realm auth-request-redirect auth-response-headers auth-secret auth-secret-type auth-signin auth-signin-redirect-param '
    + 'auth-tls-error-page auth-tls-match-cn auth-tls-pass-certificate-to-upstream auth-tls-secret auth-tls-verify-client auth-type auth-url '
    + 'canary-by-cookie canary-by-header canary-by-header-pattern canary-by-header-value connection-proxy-header cors-allow-headers cors-allow-methods '
    + 'cors-allow-origin cors-expose-headers custom-headers custom-http-errors default-backend denylist-source-range fastcgi-index '
    + 'fastcgi-params-configmap limit-allowlist limit-whitelist load-balance mirror-host mirror-request-body mirror-target modsecurity-transaction-id '
    + 'opentelemetry-operation-name opentelemetry-trust-incoming-span permanent-redirect proxy-cookie-domain proxy-cookie-path proxy-http-version '
    + 'proxy-next-upstream proxy-redirect-from proxy-redirect-to proxy-ssl-ciphers proxy-ssl-name proxy-ssl-protocols proxy-ssl-secret '
    + 'proxy-ssl-server-name proxy-ssl-verify relative-redirects rewrite-target satisfy server-alias session-cookie-change-on-failure '
    + 'session-cookie-conditional-samesite-none session-cookie-domain session-cookie-expires session-cookie-max-age session-cookie-name '
    + 'session-cookie-partitioned session-cookie-path session-cookie-samesite session-cookie-secure ssl-ciphers ssl-prefer-server-ciphers '
    + 'temporal-redirect upstream-hash-by upstream-hash-by-subset upstream-vhost whitelist-source-range x-forwarded-prefix',
};

/**
 * The annotations ingress-nginx reads, without their prefix.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/
 */
export const NGINX_ANNOTATIONS: ReadonlyMap<string, AnnotationForm> = new Map(
  Object.entries(NAMES).flatMap(([form, names]) => names.split(' ').map((name) => [name, form as AnnotationForm] as const)),
);
