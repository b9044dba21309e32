/** How a snapshot gets to a bucket and back, in the words of its program. */
export interface BucketScripts {
  /** Sends `$FOLDER/$file`, of `$size` bytes, and makes sure that as many have arrived. */
  readonly send: string;
  /** Brings the newest one to `$FOLDER`. */
  readonly fetch: string;
}

const ARRIVED = String.raw`
[ "$there" = "$size" ] || die "$file has $size bytes, and $there have arrived"
say "$file is in $BUCKET"
rm -f "$FOLDER/$file"
`;

const LOGIN = String.raw`
az login --service-principal --username "$AZURE_CLIENT_ID" --tenant "$AZURE_TENANT_ID" --federated-token "$(cat "$AZURE_FEDERATED_TOKEN_FILE")" --output none
blob() { verb=$1; shift; az storage blob "$verb" --auth-mode login --account-name "$ACCOUNT" --container-name "$BUCKET" --only-show-errors "$@"; }
`;

/** By mechanism. Names sort by time. */
export const BUCKETS: Readonly<Record<'s3' | 'azure-blob' | 'gcs', BucketScripts>> = {
  's3': {
    send: String.raw`
aws s3 cp "$FOLDER/$file" "s3://$BUCKET/$PREFIX$file" --only-show-errors
there=$(aws s3api head-object --bucket "$BUCKET" --key "$PREFIX$file" --query ContentLength --output text)
` + ARRIVED,
    fetch: String.raw`
last=$(aws s3 ls "s3://$BUCKET/$PREFIX$NAME-" | sed 's/.* //' | sort | tail -n 1)
[ -n "$last" ] || die "there is no snapshot in $BUCKET"
aws s3 cp "s3://$BUCKET/$PREFIX$last" "$FOLDER/$last" --only-show-errors
`,
  },
  'azure-blob': {
    send: LOGIN + String.raw`
blob upload --name "$PREFIX$file" --file "$FOLDER/$file" --output none
there=$(blob show --name "$PREFIX$file" --query properties.contentLength --output tsv)
` + ARRIVED,
    fetch: LOGIN + String.raw`
last=$(blob list --prefix "$PREFIX$NAME-" --num-results '*' --query '[].name' --output tsv | sed 's/.*\///' | sort | tail -n 1)
[ -n "$last" ] || die "there is no snapshot in $BUCKET"
blob download --name "$PREFIX$last" --file "$FOLDER/$last" --output none
`,
  },
  'gcs': {
    send: String.raw`
gcloud storage cp "$FOLDER/$file" "gs://$BUCKET/$PREFIX$file" --quiet
there=$(gcloud storage objects describe "gs://$BUCKET/$PREFIX$file" --format='value(size)')
` + ARRIVED,
    fetch: String.raw`
last=$(gcloud storage ls "gs://$BUCKET/$PREFIX$NAME-*" | sed 's/.*\///' | sort | tail -n 1)
[ -n "$last" ] || die "there is no snapshot in $BUCKET"
gcloud storage cp "gs://$BUCKET/$PREFIX$last" "$FOLDER/$last" --quiet
`,
  },
};
