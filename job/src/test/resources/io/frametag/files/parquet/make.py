"""Makes the Parquet files beside this one: what tools other than ours write. Needs pyarrow; made with 25.0.1."""

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 300


def image(row):
    """Of another length and other bytes in each row; every eleventh is null."""
    return None if row % 11 == 10 else bytes((row * 7 + i) % 251 for i in range(row))


rows = range(ROWS)
flat = pa.table({
    "label": pa.array([row % 10 for row in rows], pa.int64()),
    "image": pa.array([image(row) for row in rows], pa.binary()),
    "name": pa.array([None if row % 50 == 49 else f"row-{row}" for row in rows], pa.string()),
    "number": pa.array([row * 3 for row in rows], pa.int32()),
})
required = pa.schema([
    pa.field("image", pa.binary(), nullable=False), pa.field("number", pa.int64(), nullable=False)])
datasets = pa.table({
    "image": pa.array(
        [None if row % 50 == 49 else {"bytes": image(row), "path": f"{row}.jpg"} for row in rows],
        pa.struct([("bytes", pa.binary()), ("path", pa.string())])),
    "label": pa.array([row % 10 for row in rows], pa.int64()),
})
few = pa.table({"image": pa.array([None if row % 11 == 10 else b"x" * (row % 5) for row in rows], pa.binary())})

pq.write_table(flat, "plain.parquet", compression="none", use_dictionary=False)
for codec in ("snappy", "gzip", "zstd", "lz4"):
    pq.write_table(flat, f"{codec}.parquet", compression=codec, row_group_size=70)
pq.write_table(flat, "pages.parquet", data_page_size=1000, write_batch_size=10, row_group_size=200)
pq.write_table(flat, "version2.parquet", data_page_version="2.0", compression="zstd", data_page_size=1000, write_batch_size=10)
pq.write_table(few, "dictionary.parquet", row_group_size=120)
pq.write_table(
    flat, "delta.parquet", use_dictionary=False, column_encoding={"image": "DELTA_LENGTH_BYTE_ARRAY", "name": "PLAIN"})
pq.write_table(
    pa.table({"image": [image(row) or b"" for row in rows], "number": list(rows)}, schema=required), "required.parquet")
pq.write_table(datasets, "datasets.parquet", row_group_size=100)
