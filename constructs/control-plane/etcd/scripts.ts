/**
 * The scripts of the jobs that look after etcd, in POSIX sh. They are told everything by their environment: `MEMBERS`, addresses of clients
 * separated by spaces, and what each of them names. Two traps decide their form: etcdctl refuses to start where a flag and its variable
 * (`ETCDCTL_ENDPOINTS`) are both set, and since 3.6 `etcdctl snapshot status` prints its help and succeeds, for etcdutl has taken it over.
 */

/** What all of them begin with: a number of a JSON answer, and the tool that reads snapshots. */
const SHARED = String.raw`
set -eu
umask 077
say() { echo "$*"; }
die() { echo "$*" >&2; exit 1; }
number() { sed -n "s/.*\"$1\":\([0-9][0-9]*\).*/\1/p" | head -n 1; }
snapshots() { if command -v etcdutl > /dev/null; then etcdutl snapshot "$@"; else etcdctl snapshot "$@"; fi; }
`.trimStart();

/** Is a member there, and does it reach the others? Asks for a write that a majority has to agree on. */
const HEALTHY = String.raw`
healthy() {
  said=$(etcdctl --endpoints="$1" --command-timeout=10s endpoint health 2>&1) && return
  # Since 3.5 a member that is full counts as unwell; it answers, and space and a copy are what it needs.
  case "$said" in *CORRUPT*|*UNKNOWN*) ;; *"Active Alarm(s): NOSPACE"*) return 0;; esac
  echo "$said" >&2
  return 1
}
`.trimStart();

/** Does a file end with the sum of what is before? Every snapshot a member sends does. */
const INTACT = String.raw`
intact() {
  size=$(wc -c < "$1")
  [ "$size" -gt 32 ] || return 1
  told=$(tail -c 32 "$1" | od -An -v -tx1 | tr -d ' \n')
  real=$(head -c "$((size - 32))" "$1" | sha256sum | cut -d ' ' -f 1)
  [ "$told" = "$real" ]
}
`.trimStart();

/**
 * Gives space back, one member after the other, whoever leads last. `LEAST` = bytes a member must be able to give back to be touched, `WAIT`
 * = seconds one defragmentation may take. It stops before a member unless all of them are well, because the one that is worked on answers nobody.
 */
export const DEFRAG = SHARED + HEALTHY + String.raw`
state() { etcdctl --endpoints="$1" --command-timeout=10s endpoint status --write-out=json; }
leads() { answer=$(state "$1"); led=$(echo "$answer" | number leader); [ -n "$led" ] && [ "$(echo "$answer" | number member_id)" = "$led" ]; }
well() { for each in $MEMBERS; do healthy "$each" || die "$each is not well: nothing more is done"; done; }

well
ids=' '
leader=
followers=
for member in $MEMBERS; do
  id=$(state "$member" | number member_id)
  case "$ids" in *" $id "*) die "$member is a member that is named twice";; esac
  ids="$ids$id "
  if leads "$member"; then leader=$member; else followers="$followers $member"; fi
done
[ -n "$leader" ] || die "none of the members that are named leads: one is missing"
[ "$(etcdctl --endpoints="$leader" member list | wc -l)" -eq "$(echo "$ids" | wc -w)" ] || die "the cluster has other members than those that are named: $MEMBERS"

give() {
  well
  answer=$(state "$1")
  before=$(echo "$answer" | number dbSize)
  holes=$((before - $(echo "$answer" | number dbSizeInUse)))
  if [ "$holes" -lt "$LEAST" ]; then say "$1 is left alone: it has $holes bytes to give back, of $before"; return; fi
  etcdctl --endpoints="$1" --command-timeout="$WAIT"s defrag > /dev/null || die "$1 was not defragmented"
  tries=0
  until healthy "$1"; do
    tries=$((tries + 1))
    [ "$tries" -lt 12 ] || die "$1 does not come back"
    sleep 5
  done
  say "$1 went from $before to $(state "$1" | number dbSize) bytes"
}

# Who comes to lead in the meantime waits, too.
late=
for member in $followers; do if leads "$member"; then late="$late $member"; else give "$member"; fi; done
for member in $leader $late; do give "$member"; done
[ -z "$(etcdctl --endpoints="$leader" --command-timeout=10s alarm list)" ] || die "etcd takes no write until its alarm is taken back: etcdctl alarm disarm"
`;

/**
 * Saves a snapshot of the first member that is well into `FOLDER`, and proves that it is whole before it gets its name, `<NAME>-<time>.db`.
 * `KEEP` = how many stay there; 0 = all.
 */
export const SNAPSHOT = SHARED + HEALTHY + INTACT + String.raw`
file=$NAME-$(date -u +%Y%m%dT%H%M%SZ).db
part=$FOLDER/.$file
trap 'rm -f "$part" "$part.part"' EXIT
from=
for member in $MEMBERS; do
  if healthy "$member" && etcdctl --endpoints="$member" snapshot save "$part" > /dev/null; then from=$member; break; fi
  say "$member gave no snapshot"
done
[ -n "$from" ] || die "no member gave a snapshot"
intact "$part" || die "the snapshot of $from is not whole"
answer=$(snapshots status "$part" --write-out=json)
revision=$(echo "$answer" | number revision)
[ -n "$revision" ] || die "the snapshot of $from can't be read; etcdctl 3.6 needs etcdutl beside it"
[ "$revision" -gt 1 ] || die "the snapshot of $from is empty"
mv "$part" "$FOLDER/$file"
say "$file: revision $revision, $(echo "$answer" | number totalSize) bytes, of $from"
if [ "$KEEP" -gt 0 ]; then
  ls -1 "$FOLDER" | grep "^$NAME-[0-9TZ]*\.db$" | sort -r | tail -n "+$((KEEP + 1))" | while read -r old; do rm -f "$FOLDER/$old"; say "$old is deleted"; done
fi
`;

/**
 * Restores the newest snapshot of `FOLDER` below `WORK`, starts an etcd of its own on it that only this machine reaches, and reads it:
 * `BELOW` = what some key must begin with, `OLDEST` = hours the snapshot may be old, `PORT` = where it listens, and the port after it.
 */
const DRILL = String.raw`
newest=$(ls -1 "$FOLDER" | grep "^$NAME-[0-9TZ]*\.db$" | sort | tail -n 1)
[ -n "$newest" ] || die "there is no snapshot in $FOLDER"
limit=$NAME-$(date -u -d "@$(($(date +%s) - OLDEST * 3600))" +%Y%m%dT%H%M%SZ).db
[ "$(printf '%s\n' "$newest" "$limit" | sort | head -n 1)" = "$limit" ] || die "$newest, the newest snapshot, is older than $OLDEST hours"
intact "$FOLDER/$newest" || die "$newest is not whole"

data=$WORK/data
rm -rf "$data"
peer=http://127.0.0.1:$((PORT + 1))
client=http://127.0.0.1:$PORT
snapshots restore "$FOLDER/$newest" --data-dir="$data" --name=drill --initial-cluster="drill=$peer" --initial-advertise-peer-urls="$peer" > "$WORK/restore.log" 2>&1 ||
  { cat "$WORK/restore.log" >&2; die "$newest can't be restored"; }
etcd --data-dir="$data" --name=drill --initial-cluster="drill=$peer" --listen-peer-urls="$peer" --initial-advertise-peer-urls="$peer" \
  --listen-client-urls="$client" --advertise-client-urls="$client" --quota-backend-bytes=8589934592 > "$WORK/etcd.log" 2>&1 &
server=$!
trap 'kill "$server" 2> /dev/null || true; wait "$server" 2> /dev/null || true; rm -rf "$data"' EXIT
tries=0
until healthy "$client" 2> /dev/null; do
  tries=$((tries + 1))
  if [ "$tries" -ge 60 ] || ! kill -0 "$server" 2> /dev/null; then tail -n 5 "$WORK/etcd.log" >&2; die "etcd does not start on $newest"; fi
  sleep 1
done
# One key, and how many there are; 3.4 knows no --count-only.
answer=$(etcdctl --endpoints="$client" --command-timeout=60s get "$BELOW" --prefix --limit=1 --write-out=json)
keys=$(echo "$answer" | number count)
[ -n "$keys" ] || die "$newest holds nothing below $BELOW"
case "$answer" in *'"value":"'*) ;; *) die "the first key of $newest below $BELOW has no value";; esac
say "$newest is restored: $keys keys below $BELOW, revision $(echo "$answer" | number revision)"
`;

/** The drill; `fetch` brings the newest snapshot to `FOLDER` first, where that is needed. */
export function drill(fetch: string): string {
  return SHARED + HEALTHY + INTACT + fetch + DRILL;
}
