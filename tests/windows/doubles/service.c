/* One program for every service of a made-up computer: service.exe NAME STATE is there, and does nothing. */

#include <windows.h>
#include <wchar.h>

static SERVICE_STATUS_HANDLE handle;
static SERVICE_STATUS status = {SERVICE_WIN32_OWN_PROCESS, SERVICE_RUNNING, SERVICE_ACCEPT_STOP};
static HANDLE stopped;
static WCHAR name[256];
static int paused;

static DWORD WINAPI control(DWORD what, DWORD type, void *event, void *context)
{
    if (what == SERVICE_CONTROL_STOP) SetEvent(stopped);
    return NO_ERROR;
}

static void WINAPI run(DWORD count, WCHAR **words)
{
    stopped = CreateEventW(NULL, TRUE, FALSE, NULL);
    handle = RegisterServiceCtrlHandlerExW(name, control, NULL);
    SetServiceStatus(handle, &status);
    if (paused) {
        status.dwCurrentState = SERVICE_PAUSED; /* every service runs before it pauses */
        SetServiceStatus(handle, &status);
    }
    WaitForSingleObject(stopped, INFINITE);
    status.dwCurrentState = SERVICE_STOPPED;
    SetServiceStatus(handle, &status);
}

int wmain(int count, WCHAR **words)
{
    SERVICE_TABLE_ENTRYW services[] = {{name, run}, {NULL, NULL}};
    if (count < 3) return 2;
    wcsncpy(name, words[1], 255);
    paused = wcscmp(words[2], L"running");
    return StartServiceCtrlDispatcherW(services) ? 0 : 1;
}
