// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ErrorDetail;
import io.hivedb.BackendNotAvailableException;
import io.hivedb.HiveDbException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls an image that is not there, with a progress line now and then. Testcontainers would do it
 * too, but repeats a pull that cannot succeed for two minutes and is silent meanwhile. The time-out
 * of docker-java's own wait would end the pull: here, it is time for a line.
 */
final class ImagePull extends ResultCallback.Adapter<PullResponseItem> {

  private static final Logger LOG = LoggerFactory.getLogger(ImagePull.class);

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final String image;
  private final Map<String, Long> layers = new ConcurrentHashMap<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile String problem = "";
  private volatile Deadline lastProgress = new Deadline(BETWEEN_LINES);

  private ImagePull(String image) {
    this.image = image;
  }

  /**
   * Pulls the image unless it is there.
   *
   * @param patience how long a pull may be without progress; how long it takes in all is the
   *     network's affair
   */
  static void ifMissing(DockerClient client, String image, Duration patience) {
    if (isThere(client, image)) {
      return;
    }
    LOG.info("Pulling the image {}", image);
    Deadline whole = new Deadline(patience);
    pull(client, image, patience);
    LOG.info("Pulled the image {} in {} s", image, whole.spent().toSeconds());
  }

  private static void pull(DockerClient client, String image, Duration patience) {
    try (ImagePull pull = client.pullImageCmd(image).exec(new ImagePull(image))) {
      pull.await(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(image, "the thread was interrupted", e);
    } catch (HiveDbException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw failed(image, ServerMessage.of(e), e);
    }
  }

  private void await(Duration patience) throws InterruptedException {
    while (!over.await(BETWEEN_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
      if (lastProgress.spent().compareTo(patience) > 0) {
        throw failed(image, "it made no progress for " + patience.toSeconds() + " s", null);
      }
      long bytes = layers.values().stream().mapToLong(Long::longValue).sum();
      LOG.info("Pulling the image {}: {} MB of {} layers", image, bytes >> 20, layers.size());
    }
    if (!problem.isEmpty()) {
      throw failed(image, problem, null);
    }
  }

  private static boolean isThere(DockerClient client, String image) {
    try {
      client.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static BackendNotAvailableException failed(
      String image, String why, @Nullable Exception cause) {
    return new BackendNotAvailableException(
        "The image ["
            + image
            + "] is not on this machine and could not be pulled: "
            + why
            + ". Pull it where there is a network (docker pull "
            + image
            + "), name another that has pgvector by "
            + PostgresProvider.IMAGE
            + ", or name a server by hive.database.url.",
        cause);
  }

  @Override
  public void onNext(PullResponseItem item) {
    @Nullable ErrorDetail error = item.getErrorDetail();
    if (error != null) {
      problem = String.valueOf(error.getMessage());
    }
    if (item.getId() != null
        && item.getProgressDetail() != null
        && item.getProgressDetail().getCurrent() != null) {
      layers.merge(item.getId(), item.getProgressDetail().getCurrent(), Math::max);
    }
    lastProgress = new Deadline(BETWEEN_LINES);
  }

  @Override
  public void onError(Throwable failure) {
    super.onError(failure);
    problem = String.valueOf(failure.getMessage());
    over.countDown();
  }

  @Override
  public void onComplete() {
    super.onComplete();
    over.countDown();
  }
}
