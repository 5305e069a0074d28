// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.hivedb.postgres.internal.local.DumpProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** The program of the server's image, which runs beside the server. */
record ContainerPgDump(String container, String image) implements PgDump {

  private static final long PATIENCE_SECONDS = 60;

  /** What Docker and shells say of a program that is not there. */
  private static final List<Long> MISSING = List.of(126L, 127L);

  @Override
  public void write(ServerAddress database, Path file) throws IOException {
    DockerClient client = DockerClientFactory.lazyClient();
    String execution =
        client
            .execCreateCmd(container)
            .withCmd(command(database).toArray(String[]::new))
            .withEnv(List.of("PGPASSWORD=" + database.password(), "LC_ALL=C"))
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec()
            .getId();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try (OutputStream archive = Files.newOutputStream(file)) {
      run(client, execution, archive, errors);
    }
    long code =
        Objects.requireNonNullElse(client.inspectExecCmd(execution).exec().getExitCodeLong(), -1L);
    if (code != 0) {
      refuse(code, errors.toString(StandardCharsets.UTF_8).strip());
    }
  }

  private void refuse(long code, String said) throws IOException {
    if (MISSING.contains(code)) {
      throw new UnsupportedOperationException("the image [" + image + "] has no program pg_dump");
    }
    throw new IOException("exit code " + code + " of pg_dump in the container: " + said);
  }

  /** In the container the server is at PostgreSQL's own port. */
  private static List<String> command(ServerAddress database) {
    List<String> command = new ArrayList<>(List.of("pg_dump"));
    command.addAll(DumpProgram.OPTIONS);
    command.addAll(
        List.of(
            "--host=127.0.0.1",
            "--username=" + database.user(),
            "--dbname=" + database.database()));
    return command;
  }

  private static void run(
      DockerClient client, String execution, OutputStream archive, OutputStream errors)
      throws IOException {
    try (ResultCallback.Adapter<Frame> frames = into(archive, errors)) {
      if (!client
          .execStartCmd(execution)
          .exec(frames)
          .awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("no end of pg_dump within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for pg_dump", e);
    }
  }

  private static ResultCallback.Adapter<Frame> into(OutputStream archive, OutputStream errors) {
    return new ResultCallback.Adapter<>() {
      @Override
      public void onNext(Frame frame) {
        try {
          (frame.getStreamType() == StreamType.STDOUT ? archive : errors).write(frame.getPayload());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
