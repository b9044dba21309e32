/** Variables that hold a long-lived cloud key. They do not compile as names of environment variables. */
export const STATIC_CREDENTIALS = [
  'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN', 'AWS_SHARED_CREDENTIALS_FILE',
  'AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_CLIENT_CERTIFICATE_PASSWORD', 'AZURE_PASSWORD', 'ARM_CLIENT_SECRET',
  'AZURE_STORAGE_KEY', 'AZURE_STORAGE_ACCOUNT_KEY', 'AZURE_STORAGE_CONNECTION_STRING',
  'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CREDENTIALS', 'GOOGLE_CREDENTIALS_JSON', 'GCP_SA_KEY', 'GCLOUD_SERVICE_KEY',
] as const;
/** One of {@link STATIC_CREDENTIALS}. */
export type StaticCredential = (typeof STATIC_CREDENTIALS)[number];

/** Entries by variable name, cloud keys excluded. Serves identity/no-static-credentials. */
export type Keyless<T> = Readonly<Record<string, T>> & { readonly [K in StaticCredential]?: never };
