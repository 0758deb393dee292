/**
 * Holds the files of Compose, Kubernetes, Kafka, Prometheus and Grafana, and the Dockerfiles, against the code: images, ports,
 * topics, paths, environment variables, keys and metrics.
 */
package io.ayni.launcher.deployment;
