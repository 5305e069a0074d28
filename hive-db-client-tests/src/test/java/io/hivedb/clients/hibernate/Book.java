// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Keys from a sequence, and a column of each type that applications have. */
@Entity
@Table(indexes = @Index(name = "book_title_idx", columnList = "title"))
class Book {

  /** Kept as text. */
  enum Status {
    DRAFT,
    PUBLISHED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  @Nullable Long id;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "author_id")
  @Nullable Author author;

  @Column(nullable = false)
  String title = "";

  @Enumerated(EnumType.STRING)
  Status status = Status.DRAFT;

  @Column(precision = 10, scale = 2)
  BigDecimal price = BigDecimal.ZERO;

  boolean lent;
  Instant created = Instant.EPOCH;
  @Nullable LocalDate published;
  UUID code = new UUID(0, 0);
  byte[] cover = {};

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> details = Map.of();

  @JdbcTypeCode(SqlTypes.VECTOR)
  @Array(length = 3)
  float[] embedding = {0, 0, 0};

  /** For Hibernate. */
  protected Book() {}

  Book(Author author, String title, float... embedding) {
    this.author = author;
    this.title = title;
    this.embedding = embedding.clone();
  }
}
