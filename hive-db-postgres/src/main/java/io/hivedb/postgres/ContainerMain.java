// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerConfig;
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

  /**
   * SIGINT asks the server for a fast shutdown. A shell that is still setting the server up was
   * started with it ignored, as everything that a shell runs beside itself is, and ends by SIGTERM;
   * a server that shuts down already does not mind that. What the shell itself says of it is no
   * line of the server's log.
   */
  private static final String SCRIPT =
      """
      exec 3>&2 2>/dev/null
      again=1
      trap 'again=; kill -INT "$server"; kill -TERM "$server"' INT TERM
      trap 'again=1; kill -INT "$server"' HUP
      while [ "$again" ]; do
        again=
        "$@" 2>&3 3>&- & server=$!
        while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
      done
      exit "$code"
      """;

  private ContainerMain() {}

  /** The entry point around the one of the image. */
  static String[] around(DockerClient client, String image) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
    ContainerConfig config = client.inspectImageCmd(image).exec().getConfig();
    String[] entrypoint = config == null ? null : config.getEntrypoint();
    if (entrypoint != null) {
      words.addAll(List.of(entrypoint));
    }
    return words.toArray(String[]::new);
  }
}
