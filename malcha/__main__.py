from malcha.cli.main import app

app()
