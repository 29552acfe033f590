# One image for both servers. NLU server (default):
#   docker run -p 50061:50061 malcha
# vehicle gateway with the simulated car, beside it:
#   docker run --network host malcha vehicle serve --address 0.0.0.0:50062 --nlu 127.0.0.1:50061
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.txt ./
RUN python -m venv /opt/malcha && /opt/malcha/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY contract contract
COPY languages languages
COPY malcha malcha
COPY navigation navigation
COPY nlu nlu
COPY serving serving
COPY sim_can sim_can
COPY speech speech
COPY vehicle vehicle
RUN /opt/malcha/bin/pip install --no-cache-dir --no-deps --no-build-isolation . && /opt/malcha/bin/pip uninstall -y pip setuptools

FROM python:3.11-slim
COPY --from=build /opt/malcha /opt/malcha
# what is scheduled is kept in /var/lib/malcha: mount a volume there
RUN useradd --system --no-create-home malcha && mkdir /var/lib/malcha && chown malcha /var/lib/malcha
USER malcha
ENV PATH=/opt/malcha/bin:$PATH PYTHONUNBUFFERED=1 XDG_STATE_HOME=/var/lib
EXPOSE 50061 50062
# SERVING on either port is healthy.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["malcha", "health"]
ENTRYPOINT ["malcha"]
CMD ["nlu", "serve", "--address", "0.0.0.0:50061"]
