#!/bin/sh
# Creates Frametag's topics with message sizes that belong together (docs/operations.md), for --max-image-bytes 4m.
# Changes nothing about a topic that is there. With SEGMENTS=true also the one that --emit segments and --emit both write,
# with MODEL_RELEASES=true those of models that change while the job runs.
set -eu

topics=${KAFKA_TOPICS_COMMAND:-/opt/kafka/bin/kafka-topics.sh}
servers=${BOOTSTRAP_SERVERS:?host:port of Kafka}
partitions=${PARTITIONS:-4}
replication=${REPLICATION:-1}

create() {
  topic=$1
  shift
  "$topics" --bootstrap-server "$servers" --create --if-not-exists --topic "$topic" \
    --partitions "$partitions" --replication-factor "$replication" "$@"
}

# A frame and its envelope.
create image-events --config max.message.bytes=4456448 --config retention.ms=3600000
create image-labels
# For a job with a deadline (--overload) only.
create image-shed
# The same record with the headers that say why it was rejected.
create image-dead-letters --config max.message.bytes=4521984
if [ "${SEGMENTS:-false}" = true ]; then
  # A segment's records share a key: the last is kept.
  create image-segments --config cleanup.policy=compact,delete
fi
if [ "${MODEL_RELEASES:-false}" = true ]; then
  create model-release-outcomes
  # All releases share a key and one partition: of two partitions nobody could tell which has the newer.
  partitions=1
  create model-releases --config cleanup.policy=compact
fi
