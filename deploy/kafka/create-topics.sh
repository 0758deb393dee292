#!/bin/bash
# Creates the topics of topics.txt that are missing, in an image of Apache Kafka. Existing ones stay as they are.
#   BOOTSTRAP_SERVERS   HOST:PORT[,HOST:PORT...]
#   REPLICATION_FACTOR  of new topics; 3 in a cluster
#   COMMAND_CONFIG      file with the client's security settings, if the cluster wants any
set -euo pipefail

topics=$(dirname "$0")/topics.txt
while read -r name partitions policy; do
  case $name in '' | '#'*) continue ;; esac
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$BOOTSTRAP_SERVERS" \
    ${COMMAND_CONFIG:+--command-config "$COMMAND_CONFIG"} \
    --create --if-not-exists --topic "$name" --partitions "$partitions" \
    --replication-factor "$REPLICATION_FACTOR" --config "cleanup.policy=$policy" </dev/null
done <"$topics"
