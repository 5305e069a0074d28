// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The first process of a container: runs what the image would run, and again when it is told to. A
 * container that stops loses what it holds in memory, and its port; so the server is started again
 * within it.
 */
final class ContainerMain {

  /** Tells it to start the server again. */
  static final String RESTART = "HUP";

  /** There as soon as this JVM holds the container; in memory, and writable for every user. */
  static final String HELD = "/dev/shm/hive-db-held";

  /** How long a container waits for the JVM that started it. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * A JVM that was killed right after it started the container never held it: then nobody else
   * would end it. SIGINT asks the server for a fast shutdown. A shell that is still setting the
   * server up was started with it ignored, as everything that a shell runs beside itself is, and
   * ends by SIGTERM; a server that shuts down already does not mind that. What the shell itself
   * says of it is no line of the server's log.
   */
  private static final String SCRIPT =
      """
      exec 3>&2 2>/dev/null
      again=1
      trap 'again=; kill -INT "$server"; kill -TERM "$server"' INT TERM
      trap 'again=1; kill -INT "$server"' HUP
      patience=$1 held=$2
      shift 2
      if [ "$held" ]; then (sleep "$patience"; [ -e "$held" ] || kill -INT 1) >/dev/null 3>&- & fi
      while [ "$again" ]; do
        again=
        "$@" 2>&3 3>&- & server=$!
        while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
      done
      exit "$code"
      """;

  private ContainerMain() {}

  /**
   * The entry point around the one of the image.
   *
   * @param isHeld whether the container ends unless a {@link Lifeline} is there after the patience
   */
  static String[] around(DockerClient client, String image, boolean isHeld, Duration patience) {
    String held = isHeld ? HELD : "";
    List<String> words =
        new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", "" + patience.toSeconds(), held));
    ContainerConfig config = client.inspectImageCmd(image).exec().getConfig();
    String[] entrypoint = config == null ? null : config.getEntrypoint();
    if (entrypoint != null) {
      words.addAll(List.of(entrypoint));
    }
    return words.toArray(String[]::new);
  }
}
