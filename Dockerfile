# The grader where there is no Linux: Debian 12 and the packages of the lock. The course is not in it but mounted on
# /course. How to build and run it: docs/judge.md, "In a container". What tries it: .ci/container.
FROM debian:12-slim

# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libseccomp2 python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*

COPY requirements.txt /opt/backprop/requirements.txt
RUN python3 -m venv /opt/backprop/venv \
    && /opt/backprop/venv/bin/pip install --no-cache-dir --no-deps --require-hashes \
        --requirement /opt/backprop/requirements.txt \
    && useradd --uid 1000 grader

# HOME: the user that `docker run --user` names need not have one
ENV PATH=/opt/backprop/venv/bin:$PATH PYTHONPATH=/course/notebooks HOME=/tmp
USER 1000
WORKDIR /course
CMD ["python", "-m", "autograder", "grade"]
