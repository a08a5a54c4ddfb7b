CREATE TABLE flow (
    ordinal        INTEGER PRIMARY KEY,
    seq            BIGINT NOT NULL,
    opened         BIGINT NOT NULL,
    host           VARCHAR(255) NOT NULL,
    method         VARCHAR(255) NOT NULL,
    status         INTEGER NOT NULL,
    state          VARCHAR(16) NOT NULL,
    request_bytes  BIGINT NOT NULL,
    response_bytes BIGINT NOT NULL,
    record         VARBINARY(1048576) NOT NULL,
    hash           VARBINARY(32) NOT NULL
);
CREATE UNIQUE INDEX flow_seq ON flow (seq);

-- what is known of exchanges that have not ended
CREATE TABLE open_flow (
    ordinal INTEGER PRIMARY KEY,
    record  VARBINARY(1048576) NOT NULL
);

-- markers, states, specifications: in one chain with the flows
CREATE TABLE entry (
    seq    BIGINT PRIMARY KEY,
    kind   VARCHAR(16) NOT NULL,
    record VARBINARY(1048576) NOT NULL,
    hash   VARBINARY(32) NOT NULL
);
